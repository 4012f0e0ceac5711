package dev.waybill.cli.run;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class RunThroughKillsOnSqliteTest extends RunThroughKillsContract {
    @Override
    @Nullable
    Database database() {
        return null;
    }

    @Override
    boolean isShared() {
        return false;
    }
}

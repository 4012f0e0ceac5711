package dev.waybill.recovery;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class KillOnSqliteTest extends KillContract {
    @Override
    @Nullable
    Database database() throws Exception {
        return null;
    }
}

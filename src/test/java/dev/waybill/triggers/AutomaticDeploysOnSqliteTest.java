package dev.waybill.triggers;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class AutomaticDeploysOnSqliteTest extends AutomaticDeploysContract {
    @Override
    @Nullable
    Database database() {
        return null;
    }
}

package dev.waybill.deploys;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class RollbackOnSqliteTest extends RollbackContract {
    @Override
    @Nullable
    Database database() throws Exception {
        return null;
    }
}

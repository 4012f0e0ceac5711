package dev.waybill.requests;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class RollbackOnSqliteTest extends RollbackContract {
    @Override
    @Nullable
    Database database() throws Exception {
        return null;
    }
}

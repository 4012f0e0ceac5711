package dev.waybill.lanes;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class QueueOnSqliteTest extends QueueContract {
    @Override
    @Nullable
    Database database() throws Exception {
        return null;
    }
}

package dev.waybill.execution;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class FlowOnSqliteTest extends FlowContract {
    @Override
    @Nullable
    Database database() throws Exception {
        return null;
    }
}

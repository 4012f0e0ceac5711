package dev.waybill.triggers;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class ManyPushesOnSqliteTest extends ManyPushesContract {
    @Override
    @Nullable
    Database database() {
        return null;
    }
}

package dev.waybill.triggers;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class FollowedBranchesOnSqliteTest extends FollowedBranchesContract {
    @Override
    @Nullable
    Database database() {
        return null;
    }
}

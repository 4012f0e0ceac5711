package dev.waybill.lookups;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;

class PullRequestsOnSqliteTest extends PullRequestsContract {
    @Override
    @Nullable
    Database database() {
        return null;
    }
}

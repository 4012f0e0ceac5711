package dev.waybill.comments;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("processes")
class PullRequestCommentsOnSqliteTest extends PullRequestCommentsContract {
    @Override
    @Nullable
    protected Database database() {
        return null;
    }
}

package dev.waybill.statuses;

import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("processes")
class CommitStatusOnSqliteTest extends CommitStatusContract {
    @Override
    @Nullable
    protected Database database() {
        return null;
    }
}

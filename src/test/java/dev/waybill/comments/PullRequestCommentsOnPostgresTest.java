package dev.waybill.comments;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("processes")
@Tag("postgres")
class PullRequestCommentsOnPostgresTest extends PullRequestCommentsContract {
    @Override
    @Nullable
    protected Database database() throws Exception {
        return Postgres.fresh();
    }
}

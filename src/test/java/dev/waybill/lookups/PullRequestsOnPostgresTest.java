package dev.waybill.lookups;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PullRequestsOnPostgresTest extends PullRequestsContract {
    @Override
    Database database() throws Exception {
        return Postgres.fresh();
    }
}

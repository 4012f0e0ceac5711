package dev.waybill.requests;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class FailedHostsOnPostgresTest extends FailedHostsContract {
    @Override
    protected @Nullable Database database() throws Exception {
        return Postgres.fresh();
    }
}

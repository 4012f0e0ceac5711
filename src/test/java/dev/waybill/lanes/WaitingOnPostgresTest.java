package dev.waybill.lanes;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class WaitingOnPostgresTest extends WaitingContract {
    @Override
    protected @Nullable Database database() throws Exception {
        return Postgres.fresh();
    }
}

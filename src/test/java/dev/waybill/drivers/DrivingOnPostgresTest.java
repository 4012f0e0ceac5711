package dev.waybill.drivers;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class DrivingOnPostgresTest extends DrivingContract {
    @Override
    protected @Nullable Database database() throws Exception {
        return Postgres.fresh();
    }
}

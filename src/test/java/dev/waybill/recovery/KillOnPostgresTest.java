package dev.waybill.recovery;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class KillOnPostgresTest extends KillContract {
    @Override
    @Nullable
    Database database() throws Exception {
        return Postgres.fresh();
    }
}

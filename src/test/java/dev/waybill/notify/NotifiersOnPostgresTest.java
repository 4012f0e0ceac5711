package dev.waybill.notify;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("processes")
@Tag("postgres")
class NotifiersOnPostgresTest extends NotifiersContract {
    @Override
    @Nullable
    Database database() throws Exception {
        return Postgres.fresh();
    }
}

package dev.waybill.web.overview;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class StarsOnPostgresTest extends StarsContract {
    @Override
    protected Database database() throws Exception {
        return Postgres.fresh();
    }
}

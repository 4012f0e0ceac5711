package dev.waybill.incoming;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class IncomingOnPostgresTest extends IncomingContract {
    @Override
    protected Database database() throws Exception {
        return Postgres.fresh();
    }
}

package dev.waybill.registrations;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class RequiredRegistrationsOnPostgresTest extends RequiredRegistrationsContract {
    @Override
    protected Database database() throws Exception {
        return Postgres.fresh();
    }
}

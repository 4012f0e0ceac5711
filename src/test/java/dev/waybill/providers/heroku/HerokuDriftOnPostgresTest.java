package dev.waybill.providers.heroku;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class HerokuDriftOnPostgresTest extends HerokuDriftContract {
    @Override
    Database database() throws Exception {
        return Postgres.fresh();
    }
}

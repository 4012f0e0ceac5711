package dev.waybill.webhooks;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class WebhooksOnPostgresTest extends WebhooksContract {
    @Override
    Database database() throws Exception {
        return Postgres.fresh();
    }
}

package dev.waybill.webhooks;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class WebhookChecksOnPostgresTest extends WebhookChecksContract {
    @Override
    protected @Nullable Database database() throws Exception {
        return Postgres.fresh();
    }
}

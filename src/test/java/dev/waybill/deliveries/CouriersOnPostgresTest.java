package dev.waybill.deliveries;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class CouriersOnPostgresTest extends CouriersContract {
    @Override
    Database database(Path directory) throws Exception {
        return Postgres.fresh();
    }
}

package dev.waybill.ancestry;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class DistancesOnPostgresTest extends DistancesContract {
    @Override
    Database database(Path directory) throws Exception {
        return Postgres.fresh();
    }
}

package dev.waybill.store;

import dev.waybill.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class RehearsalOnPostgresTest extends RehearsalContract {
    @Override
    Database database(Path directory) throws Exception {
        return Postgres.fresh();
    }
}

package dev.waybill.artifacts;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class ArtifactsOnPostgresTest extends ArtifactsContract {
    private @Nullable Database database;

    @Override
    protected @Nullable Database database() throws Exception {
        database = Postgres.fresh();
        return database;
    }

    @Override
    Database stored() {
        return Objects.requireNonNull(database, "the server has started");
    }
}

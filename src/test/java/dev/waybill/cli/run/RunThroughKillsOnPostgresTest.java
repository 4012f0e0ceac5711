package dev.waybill.cli.run;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class RunThroughKillsOnPostgresTest extends RunThroughKillsContract {
    @Override
    @Nullable
    Database database() throws Exception {
        return Postgres.fresh();
    }

    @Override
    boolean isShared() {
        return true;
    }
}

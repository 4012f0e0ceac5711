package dev.waybill.triggers;

import dev.waybill.Postgres;
import dev.waybill.store.Database;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class FollowedBranchesOnPostgresTest extends FollowedBranchesContract {
    @Override
    Database database() throws Exception {
        return Postgres.fresh();
    }
}

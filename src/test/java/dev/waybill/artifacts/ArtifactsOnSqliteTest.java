package dev.waybill.artifacts;

import dev.waybill.store.Database;

class ArtifactsOnSqliteTest extends ArtifactsContract {
    @Override
    Database stored() {
        return Database.embedded(server.data().resolve("waybill.db"));
    }
}

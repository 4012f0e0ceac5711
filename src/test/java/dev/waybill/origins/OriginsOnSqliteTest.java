package dev.waybill.origins;

import dev.waybill.store.Database;
import java.nio.file.Path;

class OriginsOnSqliteTest extends OriginsContract {
    @Override
    Database database(Path directory) {
        return Database.embedded(directory.resolve("waybill.db"));
    }
}

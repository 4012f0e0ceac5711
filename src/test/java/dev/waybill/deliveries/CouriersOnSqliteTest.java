package dev.waybill.deliveries;

import dev.waybill.store.Database;
import java.nio.file.Path;

class CouriersOnSqliteTest extends CouriersContract {
    @Override
    Database database(Path directory) {
        return Database.embedded(directory.resolve("waybill.db"));
    }
}

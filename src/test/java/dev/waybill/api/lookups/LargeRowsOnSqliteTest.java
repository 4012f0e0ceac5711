package dev.waybill.api.lookups;

import dev.waybill.store.Database;
import java.nio.file.Path;

class LargeRowsOnSqliteTest extends LargeRowsContract {
    @Override
    Database database(Path directory) {
        return Database.embedded(directory.resolve("waybill.db"));
    }
}

package dev.waybill.watches;

import dev.waybill.store.Database;
import java.nio.file.Path;

class WatcherOnSqliteTest extends WatcherContract {
    @Override
    Database database(Path directory) throws Exception {
        return Database.embedded(directory.resolve("waybill.db"));
    }
}

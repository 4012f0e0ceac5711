package dev.waybill.watches;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.store.Database;
import java.nio.file.Path;

class WatcherOnSqliteTest extends WatcherContract {
    @Override
    Database database(Path directory) throws Exception {
        return EmbeddedTemplate.in(directory);
    }
}

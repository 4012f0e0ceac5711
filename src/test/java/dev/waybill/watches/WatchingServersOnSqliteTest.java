package dev.waybill.watches;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.store.Database;
import java.nio.file.Path;

class WatchingServersOnSqliteTest extends WatchingServersContract {
    @Override
    Database database(Path directory) throws Exception {
        return EmbeddedTemplate.in(directory);
    }
}

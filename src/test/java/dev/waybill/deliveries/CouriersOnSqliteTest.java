package dev.waybill.deliveries;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.store.Database;
import java.nio.file.Path;

class CouriersOnSqliteTest extends CouriersContract {
    @Override
    Database database(Path directory) {
        return EmbeddedTemplate.in(directory);
    }
}

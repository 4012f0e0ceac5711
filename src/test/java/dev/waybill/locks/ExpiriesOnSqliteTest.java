package dev.waybill.locks;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.store.Database;
import java.nio.file.Path;

class ExpiriesOnSqliteTest extends ExpiriesContract {
    @Override
    Database database(Path directory) {
        return EmbeddedTemplate.in(directory);
    }
}

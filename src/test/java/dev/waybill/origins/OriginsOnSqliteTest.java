package dev.waybill.origins;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.store.Database;
import java.nio.file.Path;

class OriginsOnSqliteTest extends OriginsContract {
    @Override
    Database database(Path directory) {
        return EmbeddedTemplate.in(directory);
    }
}

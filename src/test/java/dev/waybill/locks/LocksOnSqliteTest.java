package dev.waybill.locks;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.store.Database;
import java.nio.file.Path;

class LocksOnSqliteTest extends LocksContract {
    @Override
    Database database(Path directory) {
        return EmbeddedTemplate.in(directory);
    }
}

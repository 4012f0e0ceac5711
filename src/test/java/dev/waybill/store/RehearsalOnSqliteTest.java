package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalOnSqliteTest extends RehearsalContract {
    @Override
    Database database(Path directory) {
        return EmbeddedTemplate.in(directory);
    }

    @Test
    void rehearse_ringsNothing(@TempDir Path directory) throws Exception {
        try (var db = Db.open(database(directory));
                var bell = db.signals().subscribe("users")) {
            db.rehearse(tx -> {
                tx.signal("users");
                return 0;
            });

            assertThat(bell.await(Duration.ofMillis(1))).isFalse();
        }
    }
}

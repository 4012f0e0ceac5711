package dev.waybill.ancestry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.events.Events;
import dev.waybill.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DistancesOnSqliteTest extends DistancesContract {
    @Test
    void pagesAreNotShownAgain_ifNothingWasFound() throws Exception {
        try (var bell = db.signals().subscribe(Events.TOPIC)) {
            found(SPAN);

            assertThat(bell.await(Duration.ofMillis(1))).isFalse();
        }
    }

    @Override
    Database database(Path directory) {
        return EmbeddedTemplate.in(directory);
    }
}

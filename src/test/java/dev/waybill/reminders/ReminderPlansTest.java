package dev.waybill.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.store.Db;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How SQLite finds what people are to be reminded of: never by reading all deploys, however many there are. */
class ReminderPlansTest {
    @Test
    void looks_useIndexesOfWhatWaitsOrRuns(@TempDir Path directory) {
        try (var db = Db.open(EmbeddedTemplate.in(directory))) {
            assertThat(plan(db, ReminderStore.WAITING.replace("?", "50")))
                    .contains("SCAN d USING INDEX pending_by_turn");
            assertThat(plan(db, ReminderStore.RUNNING)).contains("SCAN d USING INDEX one_running_per_lane");
            assertThat(plan(db, ReminderStore.COUNT_OVER)).anyMatch(line -> line.matches("SEARCH d USING .*number=.*"));
        }
    }

    private static List<String> plan(Db db, String sql) {
        return db.read(handle -> handle.createQuery("explain query plan " + sql)
                .map((row, _) -> row.getString("detail"))
                .list());
    }
}

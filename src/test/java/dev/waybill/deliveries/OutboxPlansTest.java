package dev.waybill.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import dev.waybill.store.Db;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How SQLite finds deliveries: never by reading all of them, however long the backlog is. */
class OutboxPlansTest {
    private Db db;

    @BeforeEach
    void open(@TempDir Path directory) {
        db = Db.open(EmbeddedTemplate.in(directory));
    }

    @AfterEach
    void close() {
        db.close();
    }

    static Stream<String> statements() {
        return Stream.of(
                OutboxStore.INSERT,
                OutboxStore.HURRY,
                OutboxStore.TARGETS,
                OutboxStore.DUE,
                OutboxStore.NEXT,
                OutboxStore.EXPIRED,
                OutboxStore.FORGET);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void eachStatement_usesIndexes(String sql) {
        assertThat(plan(sql)).noneMatch(line -> line.matches("(SCAN|SEARCH) (deliveries|d|o)"));
    }

    @Test
    void theOpenDeliveriesOfASubject_areFoundByIt() {
        assertThat(plan(OutboxStore.NEXT))
                .anyMatch(line -> line.contains("INDEX deliveries_open (target=? AND subject=?)"));
        assertThat(plan(OutboxStore.HURRY))
                .anyMatch(line -> line.contains("INDEX deliveries_first (target=? AND subject=?)"));
    }

    private List<String> plan(String sql) {
        return db.read(handle -> {
            var query = handle.createQuery("explain query plan " + sql);
            for (var i = 0; i < sql.chars().filter(it -> it == '?').count(); i++) {
                query.bind(i, 1);
            }
            return query.map((row, _) -> row.getString("detail")).list();
        });
    }
}

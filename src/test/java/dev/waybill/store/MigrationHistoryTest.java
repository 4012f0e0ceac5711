package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.EmbeddedTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which databases have all tables, without Flyway's help. */
class MigrationHistoryTest {
    private static final Path COMPLETE = Path.of("src/main/resources/db/migrations.txt");

    @TempDir
    private Path directory;

    @AutoClose
    private Pools pools;

    @BeforeEach
    void open() {
        pools = Pools.open(EmbeddedTemplate.in(directory));
    }

    /** The lines of migrations that were released never change. */
    @Test
    void history_isThatOfANewDatabase() throws Exception {
        var recorded = String.join("\n", MigrationHistory.recorded(pools.reader())) + "\n";
        if (Boolean.getBoolean("waybill.record")) {
            Files.writeString(COMPLETE, recorded);
        } else {
            assertThat(COMPLETE)
                    .as("after a new migration it is written anew by -Dwaybill.record=true")
                    .hasContent(recorded);
            assertThat(MigrationHistory.isComplete(pools.reader())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from flyway_schema_history where version = '33'",
                "update flyway_schema_history set success = false where version = '33'",
                "update flyway_schema_history set checksum = 1 where version = '7'",
                "insert into flyway_schema_history select 99, '999', 'x', type, script, checksum, installed_by, installed_on, 1, true from flyway_schema_history where version = '1'",
                "drop table flyway_schema_history",
            })
    void otherHistory_isLeftToFlyway(String change) throws Exception {
        change(pools.writer(), change);

        assertThat(MigrationHistory.isComplete(pools.reader())).isFalse();
    }

    private static void change(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

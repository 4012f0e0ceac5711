package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot start says what is in its way, in what state, and the way out; and leaves nothing open. */
@Tag("processes")
class StartTest {
    @TempDir
    Path directory;

    @Test
    void start_fails_onAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = taken.getLocalPort();

            assertThatThrownBy(() -> start(directory.resolve("data"), port, null))
                    .hasMessageContaining("cannot listen on port %d of 127.0.0.1", port)
                    .hasMessageContaining("choose another with --port");
        }
        start(directory.resolve("data"), 0, null).close();
    }

    @Test
    void start_fails_onADataDirectoryThatCannotBeWritten() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "");

        for (var data : new Path[] {Path.of("/proc/waybill"), file.resolve("data")}) {
            assertThatThrownBy(() -> start(data, 0, null))
                    .hasMessageContaining("data directory %s cannot be used", data)
                    .hasMessageContaining("choose another with --data");
        }
    }

    @Test
    void start_fails_onADatabaseOfANewerVersion() throws Exception {
        var data = directory.resolve("data");
        start(data, 0, null).close();
        try (var db = Db.open(Database.embedded(data.resolve("waybill.db")))) {
            db.write(tx -> tx.update("""
                    insert into flyway_schema_history
                        (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    values (999, '999', 'later', 'SQL', 'V999__later.sql', 'later', 1, 1)
                    """));
        }

        assertThatThrownBy(() -> start(data, 0, null))
                .hasMessageContaining("was made by a newer version of Waybill (it has migration 999)")
                .hasMessageContaining("start that version, or use another database");
    }

    @Test
    void start_fails_onADamagedDatabase() throws Exception {
        var data = directory.resolve("data");
        Files.createDirectories(data);
        Files.writeString(data.resolve("waybill.db"), "this is no database ".repeat(1000));

        assertThatThrownBy(() -> start(data, 0, null)).hasMessageContaining("waybill.db cannot be opened: ");
        assertThat(Files.readString(data.resolve("waybill.db"))).startsWith("this is no database");
    }

    @Test
    void start_fails_onADataDirectoryOfAnotherMachine_unlessItWasMoved() throws Exception {
        assumeTrue(Machine.id() != null, "this machine has no machine-id");
        var data = directory.resolve("data");
        start(data, 0, null).close();
        try (var db = Db.open(Database.embedded(data.resolve("waybill.db")))) {
            db.write(tx -> tx.update("update nodes set machine = 'another'"));
        }

        assertThatThrownBy(() -> start(data, 0, null))
                .hasMessageContaining("on another machine")
                .hasMessageContaining("--moved")
                .hasMessageContaining("remove node-id");
        Server.start(
                        new Config(
                                data, null, 0, null, null, null, null, null, null, List.of(), null, null, true,
                                List.of()),
                        Time.system())
                .close();
        start(data, 0, null).close();
    }

    private static Server start(Path data, int port, @Nullable Database database) throws Exception {
        return Server.start(
                new Config(
                        data, null, port, null, database, null, null, null, null, List.of(), null, null, false,
                        List.of()),
                Time.system());
    }
}

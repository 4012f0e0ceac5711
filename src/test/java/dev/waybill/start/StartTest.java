package dev.waybill.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.TestServer;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Ports and databases that a server does not start with. */
class StartTest extends StartFixture {
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
    void start_fails_onAHostThatIsNone_beforeAnythingIsMade() {
        var data = directory.resolve("data");

        for (var host : new String[] {"nohost.invalid", "a b", "[::1", "256.1.1.1"}) {
            assertThatThrownBy(() -> start(data, host, 0, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "cannot resolve \"%s\"; set --host to an address of this machine, such as 127.0.0.1, or to 0.0.0.0 for all of them"
                                    .formatted(host));
        }
        assertThat(data).doesNotExist();
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
                .hasMessageContaining("was created by a newer version of Waybill (it has migration 999)")
                .hasMessageContaining("start that version, or use another database");
    }

    @Test
    void start_fails_onADatabaseThatOtherMigrationsMade() throws Exception {
        var data = directory.resolve("data");
        start(data, 0, null).close();
        try (var db = Db.open(Database.embedded(data.resolve("waybill.db")))) {
            db.write(tx -> tx.update("update flyway_schema_history set checksum = 1 where version = '7'"));
        }

        assertThatThrownBy(() -> start(data, 0, null))
                .hasMessageContaining("waybill.db cannot be used: Validate failed");
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
    void start_fails_onAnEmptyDatabase_thatMayStandForABackup() throws Exception {
        var data = directory.resolve("data");
        Files.createDirectories(data);
        Files.createFile(data.resolve("waybill.db"));

        assertThatThrownBy(() -> start(data, 0, null))
                .hasMessageContaining("%s is empty; restore it from a backup", data.resolve("waybill.db"));
    }

    @Test
    void server_isNotReady_whenItsDatabaseWasMoved() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var database = directory.resolve("data/waybill.db");
            Files.move(database, directory.resolve("moved.db"));
            var gone = server.client().get("/readyz");
            Files.writeString(database, "another");
            var replaced = server.client().get("/readyz");
            Files.delete(database);
            Files.move(directory.resolve("moved.db"), database);

            assertThat(gone.text()).contains("The database file was moved");
            assertThat(replaced.status()).isEqualTo(503);
            assertThat(server.client().get("/readyz").status()).isEqualTo(200);
        }
    }

    @Test
    void server_doesNotStart_onADatabaseThatDoesNotAnswer() {
        var nobody = new Database("jdbc:postgresql://127.0.0.1:1/waybill?user=w&password=hunter2");

        assertThatThrownBy(() -> TestServer.start(directory.resolve("data"), nobody))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("database jdbc:postgresql://127.0.0.1:1/waybill")
                .hasMessageNotContaining("hunter2");
    }
}

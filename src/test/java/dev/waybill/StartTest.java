package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.access.LocalServer;
import dev.waybill.apps.config.ServerSettings;
import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void start_fails_onADiskWhereNothingMayBeExecuted_inOneSentence() throws Exception {
        var data = Files.createDirectory(directory.resolve("data"));
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "noexec,size=1m", "none", data.toString()), "nobody may mount");
        try {
            assertThatThrownBy(() -> start(data, 0, null))
                    .hasMessageContaining("data directory %s is on a disk that is mounted noexec", data)
                    .hasMessageContaining("choose another directory with --data");
            assumeTrue(ran("mount", "-o", "remount,ro,exec", data.toString()));
            assertThatThrownBy(() -> start(data, 0, null))
                    .hasMessageContaining("data directory %s cannot be used", data)
                    .hasMessageContaining("Read-only");
        } finally {
            ran("umount", data.toString());
        }
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Test
    void usualData_isBelowAHomeThatExists_orRefused() throws Exception {
        assertThat(UsualData.of(directory.toString())).isEqualTo(directory.resolve(".local/share/waybill"));
        for (var home : new @Nullable String[] {null, "", " ", "/nonexistent", "relative", "/dev/null"}) {
            assertThatThrownBy(() -> UsualData.of(home))
                    .hasMessageContaining("HOME is")
                    .hasMessageContaining("--data or WAYBILL_DATA");
        }
    }

    @Test
    void ready_namesWhereItListens_andWhereItIsReached() {
        assertThat(place("[::1]", null)).isEqualTo("http://[::1]:8080");
        assertThat(place("::1", null)).isEqualTo("http://[::1]:8080");
        assertThat(place("fe80::1%eth0", null)).isEqualTo("http://[fe80::1%25eth0]:8080");
        for (var everywhere : List.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0")) {
            assertThat(new LocalServer(everywhere, 8080, "").url())
                    .as(everywhere)
                    .isEqualTo("http://127.0.0.1:8080");
            assertThat(place(everywhere, null)).as(everywhere).endsWith("reached at http://127.0.0.1:8080");
        }
        assertThat(new LocalServer("fe80::1%eth0", 8080, "").url()).isEqualTo("http://[fe80::1%25eth0]:8080");
        assertThat(place("127.0.0.1", null)).isEqualTo("http://127.0.0.1:8080");
        assertThat(place("[::]", null)).isEqualTo("port 8080 of all addresses, reached at http://127.0.0.1:8080");
        assertThat(place("127.0.0.1", "https://deploy.example.com/"))
                .isEqualTo("http://127.0.0.1:8080, reached at https://deploy.example.com");
    }

    private String place(String host, @Nullable String url) {
        return new Config(
                        directory, host, 8080, url, null, null, null, null, null, List.of(), null, null, false,
                        List.of())
                .with(ServerSettings.NONE)
                .placeAt(8080);
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
    void start_fails_onAnEmptyDatabase_thatMayStandForABackup() throws Exception {
        var data = directory.resolve("data");
        Files.createDirectories(data);
        Files.createFile(data.resolve("waybill.db"));

        assertThatThrownBy(() -> start(data, 0, null))
                .hasMessageContaining("%s is empty; restore it from a backup", data.resolve("waybill.db"));
    }

    @Test
    void start_succeeds_besideStrayLinks_andRemovesThem() throws Exception {
        var data = directory.resolve("data");
        start(data, 0, null).close();
        var host = Files.createDirectories(directory.resolve("host.root"));
        Files.createDirectories(data.resolve("workspaces"));
        Files.createSymbolicLink(data.resolve("workspaces/7-1"), Path.of("/nowhere/at.all"));
        Files.createSymbolicLink(data.resolve("workspaces/8-1.given"), host);
        Files.createSymbolicLink(data.resolve("runs/stray"), Path.of("/nowhere"));
        Files.createSymbolicLink(data.resolve("stray"), Path.of("/nowhere"));

        start(data, 0, null).close();

        assertThat(host).isDirectory();
        assertThat(data.resolve("workspaces")).isEmptyDirectory();
        assertThat(Files.isSymbolicLink(data.resolve("runs/stray"))).isFalse();
    }

    @Test
    void start_fails_whereALinkLeadsToNoDirectory() throws Exception {
        var data = directory.resolve("data");
        start(data, 0, null).close();
        Files.delete(data.resolve("mirrors"));
        Files.createSymbolicLink(data.resolve("mirrors"), Path.of("/nowhere"));

        assertThatThrownBy(() -> start(data, 0, null))
                .hasMessage(
                        "%s is no directory, but a link that leads to none; remove it, or put back what was there",
                        data.resolve("mirrors"));
    }

    @Test
    void files_areThisUsersAlone_whateverWasThere() throws Exception {
        var data = directory.resolve("data");
        Files.createDirectories(data.resolve("runs"));
        Files.createDirectories(directory.resolve("elsewhere"));
        Files.createSymbolicLink(data.resolve("mirrors"), directory.resolve("elsewhere"));
        Files.setPosixFilePermissions(data.resolve("runs"), PosixFilePermissions.fromString("rwxrwxrwx"));

        try (var _ = start(data, 0, null);
                var all = Files.list(data)) {
            assertThat(all.map(StartTest::permissions)).isNotEmpty().allMatch(mode -> mode.endsWith("------"));
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

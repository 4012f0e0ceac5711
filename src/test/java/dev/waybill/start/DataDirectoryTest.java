package dev.waybill.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Client;
import dev.waybill.Config;
import dev.waybill.Server;
import dev.waybill.TestServer;
import dev.waybill.spi.Time;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Data directories that a server can use, those that it cannot, and who else can read what lies there. */
class DataDirectoryTest extends StartFixture {
    @Test
    void start_fails_onADataDirectoryThatCannotBeWritten() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "");

        for (var data : new Path[] {Path.of("/proc/waybill"), file, file.resolve("data")}) {
            assertThatThrownBy(() -> start(data, 0, null))
                    .hasMessageContaining("data directory %s cannot be used", data)
                    .hasMessageNotContaining("Exception")
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
                        "%s is not a directory, but a link without a target; remove it, or restore the directory",
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
            assertThat(all.map(DataDirectoryTest::permissions)).isNotEmpty().allMatch(mode -> mode.endsWith("------"));
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
    void start_fails_onADataDirectoryOfAnotherMachine_unlessItWasMoved() throws Exception {
        assumeTrue(isKnown(Path.of("/etc/machine-id")), "this machine has no machine-id");
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

    private static boolean isKnown(Path machineId) throws IOException {
        return Files.isReadable(machineId)
                && Files.readString(machineId).strip().matches("[0-9a-f]{32}");
    }

    @Test
    void dataDirectory_isPrivate_andHoldsTheToken() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var token = server.data().resolve("admin-token");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.data())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(token)).matches("wb_[A-Za-z0-9_-]{43}\n");
        }
    }

    @Test
    void adminToken_isReplaced_andTheOldOneForgotten() throws Exception {
        Client old;
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            old = server.client();
        }
        Files.delete(directory.resolve("data/admin-token"));
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var before = new Client(server.url(), old.token());

            assertThat(before.get("/api/0/apps/").status()).isEqualTo(401);
            assertThat(server.client().get("/api/0/apps/").status()).isEqualTo(200);
        }
    }
}

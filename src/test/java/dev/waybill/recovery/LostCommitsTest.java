package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that has lost what was committed lazily, as PostgreSQL may when it crashes, under a server that goes on. */
@Tag("processes")
class LostCommitsTest {
    @TempDir
    Path directory;

    @Test
    void end_comesWithAllOutput_whenTheDatabaseHasLostSome() throws Exception {
        var data = directory.resolve("data");
        var go = directory.resolve("go");
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.app(
                    "steady",
                    TestRepository.make(directory.resolve("repository")),
                    "echo said; while [ ! -e %s ]; do sleep 0.2; done".formatted(go));
            var deploy = client.deploy("steady", "");
            client.awaitLog(deploy, "said\n");

            lose(data, "said\n");
            Files.createFile(go);

            assertThat(client.awaitEnd(deploy)).contains(" for admin\nsaid\n>> succeeded");
        }
    }

    /** As if the transaction had never been that stored this output. */
    private static void lose(Path data, String output) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("waybill.db"));
                var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 5000");
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate("delete from log_chunks where origin = 'command'"))
                    .isEqualTo(1);
            statement.executeUpdate("update logs set stored_end = stored_end - " + output.length());
            statement.executeUpdate("update runs set raw_read = 0");
            connection.commit();
        }
    }
}

package dev.waybill.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Data directories of every release, as a kill -9 left them: one deploy had ended, the command of one ended while the server was away,
 * one command was under way when the machine was lost, and one deploy waited behind it.
 */
@Tag("processes")
class UpgradeTest {
    @TempDir
    Path data;

    /** "first" is what main was before there were nodes: migration 1, and supervisors without a copier. */
    @ParameterizedTest
    @ValueSource(strings = "first")
    void server_goesOn_withTheDataOfAnEarlierOne(String release) throws Exception {
        unpack(Path.of("src/test/resources/golden", release + ".tar.gz"));

        try (var server = TestServer.start(data, null)) {
            var client = server.client();

            assertThat(log(client, "whole", 1)).contains("hello\nproduction 1\n>> succeeded after");
            assertThat(log(client, "ends", 1)).contains("began\nended\n>> failed after");
            assertThat(show(client, "ends", 1).get("message").asString()).contains("exit code 3");
            assertThat(log(client, "lives", 1)).contains("began\n>> interrupted after");
            assertThat(show(client, "lives", 1).get("outcome").asString()).isEqualTo("interrupted");
            assertThat(log(client, "lives", 2)).contains(">> failed after", "/srv/git/shop"); // which is not here
        }
    }

    private void unpack(Path archive) throws Exception {
        assertThat(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", data.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        assertThat(Files.exists(data.resolve("waybill.db"))).isTrue();
    }

    private static JsonNode show(Client client, String app, int number) throws Exception {
        return client.get("/api/0/deploys/%s/production/%d/".formatted(app, number))
                .json();
    }

    private static String log(Client client, String app, int number) throws Exception {
        return client.awaitEnd(show(client, app, number));
    }
}

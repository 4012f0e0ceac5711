package dev.waybill.providers.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Latch;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server restarts while programs deploy; one of them is gone by then. */
@Tag("processes")
class ResumedPluginTest {
    private static final String GONE = """
            #!/bin/sh
            [ "$1" != describe ] || exec echo '{}'
            echo begun
            %s
            echo late
            """;

    private static JsonNode deploy(Client client, String provider, TestRepository repository, Map<String, ?> config)
            throws Exception {
        client.newApp(provider + "-app", repository, provider, config);
        return client.deploy(provider + "-app", "");
    }

    @Test
    void programGoesOn_andAMissingOneIsInterrupted_onceItsCommandHasEnded(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var data = directory.resolve("data");
        var plugins = ExamplePlugins.install(data.resolve("plugins"));
        var latch = new Latch(directory.resolve("latch"));
        var gone = ExamplePlugins.program(plugins, "gone", GONE.formatted(latch.await()));
        var config = Map.of(
                "target",
                directory.resolve("target").toString(),
                "source",
                ".",
                "check",
                "echo checking; " + latch.await());
        JsonNode published;
        JsonNode orphaned;
        try (var server = TestServer.start(data, null)) {
            published = deploy(server.client(), "publish", repository, config);
            orphaned = deploy(server.client(), "gone", repository, Map.of());
            server.client().awaitLog(published, "checking\n");
            server.client().awaitLog(orphaned, "begun\n");
        }
        Files.delete(gone);
        try (var server = TestServer.start(data, null)) {
            assertThat(server.client().show(orphaned).get("status").asString()).isEqualTo("in_progress");
            latch.open();

            mustBePublished(server.client(), published);
            mustBeInterrupted(server.client(), orphaned);
        }
    }

    private static void mustBePublished(Client client, JsonNode deploy) throws Exception {
        assertThat(client.awaitEnd(deploy)).containsOnlyOnce("checking\n").contains(">> succeeded");
        assertThat(client.show(deploy).get("progress").asInt()).isEqualTo(100);
        assertThat(client.show(deploy).at("/task/steps/1").get("status").asString())
                .isEqualTo("finished");
    }

    private static void mustBeInterrupted(Client client, JsonNode deploy) throws Exception {
        assertThat(client.awaitEnd(deploy))
                .contains("begun\nlate\n")
                .contains("it may have been deployed, but this server has no provider \"gone\"");
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("interrupted");
        assertThat(client.post("/api/0/gone-app/deploy", Map.of()).text())
                .contains("this server has no provider \\\"gone\\\"");
    }
}

package dev.waybill.providers.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider without commands goes on where it was when the server stopped. */
@Tag("processes")
class ResumedProviderTest {
    private static final int LINES = 40;

    @Test
    void deploy_goesOnAfterEachStart_andSaysEverythingOnce(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var data = directory.resolve("data");
        String id;
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.post(
                    "/api/0/apps/",
                    Map.of(
                            "name",
                            "played",
                            "repository",
                            repository.path().toString(),
                            "provider",
                            "fake",
                            "provider_config",
                            Map.of("length", 4, "lines", LINES)));
            var deploy = client.deploy("played", "");
            id = deploy.get("id").asString();
            client.awaitLog(deploy, "build: 5 of");
        }
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.awaitLog(client.get("/api/0/deploys/%s/".formatted(id)).json(), "upload: 5 of");
        }
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            var log = client.awaitEnd(
                    client.get("/api/0/deploys/%s/".formatted(id)).json());

            assertThat(log.lines().filter(line -> !line.startsWith(">> played/") && !line.startsWith(">> succeeded")))
                    .containsExactlyElementsOf(expected());
        }
    }

    private static Iterable<String> expected() {
        return java.util.stream.Stream.of("build", "upload", "restart")
                .flatMap(step -> IntStream.rangeClosed(0, LINES)
                        .mapToObj(line -> line == 0
                                ? ">> step %d of 3: %s".formatted(number(step), step)
                                : "%s: %d of %d".formatted(step, line, LINES)))
                .collect(Collectors.toList());
    }

    private static int number(String step) {
        return switch (step) {
            case "build" -> 1;
            case "upload" -> 2;
            default -> 3;
        };
    }
}

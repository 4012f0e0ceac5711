package dev.waybill.providers.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider without commands goes on where it was when the server stopped. */
@Tag("processes")
class ResumedProviderTest {
    private static final List<String> STEPS = List.of("build", "upload", "restart");
    private static final int LINES = 40;

    @Test
    void deploy_goesOnAfterEachStart_andSaysEverythingOnce(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var data = directory.resolve("data");
        String id;
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.newApp("played", repository, "fake", Map.of("length", 4, "lines", LINES));
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

    private static List<String> expected() {
        return IntStream.range(0, STEPS.size())
                .boxed()
                .flatMap(ResumedProviderTest::step)
                .toList();
    }

    private static Stream<String> step(int index) {
        var step = STEPS.get(index);
        var lines = IntStream.rangeClosed(1, LINES).mapToObj(line -> "%s: %d of %d".formatted(step, line, LINES));
        return Stream.concat(Stream.of(">> step %d of %d: %s".formatted(index + 1, STEPS.size(), step)), lines);
    }
}

package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Time limits count across restarts of the server, and no clock on a wall concerns them. */
@Tag("processes")
class LimitsTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private Path data;

    @BeforeEach
    void prepare() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        data = directory.resolve("data");
    }

    @Test
    void clock_jumpsAnHour_andNoLimitExpires() throws Exception {
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.app("calm", repository, waiting(Map.of("timeout", 600, "read_timeout", 600)));
            var deploy = client.deploy("calm", "");
            client.awaitLog(deploy, "began\n");

            server.time().jump(Duration.ofHours(1));
            server.time().jump(Duration.ofHours(-2));
            Files.writeString(directory.resolve("go"), "");

            assertThat(client.awaitEnd(deploy)).contains("ended\n>> succeeded");
        }
    }

    @Test
    void timeout_countsFromTheStartOfTheCommand_alsoAfterARestart() throws Exception {
        var log = afterARestart("long", Map.of("timeout", 600, "read_timeout", 6000), Duration.ofSeconds(601));

        assertThat(log)
                .matches(
                        "(?s).*began\n>> processes that the command started on other machines [^\n]*\n>> timed out after .*")
                .contains("time limit of 600 s reached");
    }

    @Test
    void readTimeout_countsFromTheLastOutput_alsoAfterARestart() throws Exception {
        var log = afterARestart("silent", Map.of("timeout", 6000, "read_timeout", 60), Duration.ofSeconds(61));

        assertThat(log).contains("began\n", ">> timed out after", "no output for 60 s, the time limit without output");
    }

    /** The server is away while that much time passes. */
    private String afterARestart(String app, Map<String, ?> limits, Duration passes) throws Exception {
        JsonNode deploy;
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.app(app, repository, waiting(limits));
            deploy = client.deploy(app, "");
            client.awaitLog(deploy, "began\n");
        }
        try (var server = TestServer.in(data).later(passes).start()) {
            return server.client().awaitEnd(deploy);
        }
    }

    private Map<String, ?> waiting(Map<String, ?> limits) {
        var config = new java.util.HashMap<String, Object>(limits);
        config.put("command", "echo began; while [ ! -e %s/go ]; do sleep 0.2; done; echo ended".formatted(directory));
        return config;
    }
}

package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A command ends while its server is away, and the values of its secrets change meanwhile. */
@Tag("processes")
class MaskingWhileAwayTest {
    private static final String THEN = "hunter2-of-then";

    @TempDir
    Path directory;

    private Path data;
    private Path done;
    private JsonNode deploy;

    @BeforeEach
    void endWhileTheServerIsAway() throws Exception {
        data = directory.resolve("data");
        done = directory.resolve("done");
        var go = directory.resolve("go");
        var secret = Files.writeString(directory.resolve("secret"), THEN);
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            client.app(
                    "shop",
                    TestRepository.make(directory.resolve("repository")),
                    "echo began; while [ ! -e %s ]; do sleep 0.2; done; echo \"$PASSWORD $WAYBILL_TOKEN\"; echo \"$WAYBILL_TOKEN\" > %s"
                            .formatted(go, done));
            client.put("/api/0/apps/shop/", Map.of("secrets", Map.of("PASSWORD", Map.of("file", secret.toString()))));
            deploy = client.deploy("shop", "");
            client.awaitLog(deploy, "began\n");
        }
        Files.writeString(secret, "another");
        Files.createFile(go);
        while (!hasExited()) {
            Pause.briefly();
        }
    }

    private Path run() throws Exception {
        try (var runs = Files.list(data.resolve("runs"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    private boolean hasExited() throws Exception {
        return Files.exists(run().resolve("exit.0"));
    }

    @Test
    void output_isMasked_withTheValuesOfThen() throws Exception {
        try (var server = TestServer.start(data, null)) {
            var log = server.client().awaitEnd(deploy);

            assertThat(log).contains("began\n*** ***\n>> succeeded");
            assertThat(log).doesNotContain(THEN, Files.readString(done).strip());
        }
    }

    @Test
    void output_isWithheld_ifNobodyKnowsTheValuesOfThen() throws Exception {
        Files.write(run().resolve("key"), new byte[0]);

        try (var server = TestServer.start(data, null)) {
            var log = server.client().awaitEnd(deploy);

            assertThat(log)
                    .contains(
                            "bytes of output are withheld",
                            "the secrets with which the command was started are no longer available");
            assertThat(log).doesNotContain(THEN, Files.readString(done).strip());
        }
    }

    @Test
    void nothingOfASecret_liesInTheDataDirectory() throws Exception {
        var token = Files.readString(done).strip();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(it -> !it.endsWith("log"))
                    .toList()) {
                var bytes = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file.toString()).doesNotContain(THEN, token);
            }
        }
    }
}

package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock on the wall while a command runs. */
@Tag("processes")
class ClockSetBackTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void duration_isMeasured_notToldFromTheWall(long hours) throws Exception {
        var go = directory.resolve("go");
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var client = server.client();
            client.app(
                    "shop",
                    TestRepository.make(directory.resolve("repository")),
                    "echo began; while [ ! -e %s ]; do sleep 0.2; done".formatted(go));
            var deploy = client.deploy("shop", "");
            client.awaitLog(deploy, "began\n");

            server.time().jump(Duration.ofHours(hours));
            Files.createFile(go);
            var log = client.awaitEnd(deploy);
            var ended = client.show(deploy);
            var started = Instant.parse(ended.get("dateStarted").asString());
            var finished = Instant.parse(ended.get("dateFinished").asString());

            assertThat(log).containsPattern(">> succeeded after [0-9]{1,2}\\.[0-9] s");
            assertThat(Duration.between(started, finished)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        }
    }
}

package dev.waybill.deploys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.ServerProcess;
import dev.waybill.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data directory has no room for a while: the server answers, says so, and goes on when there is. */
@Tag("processes")
class FullDiskTest {
    private static final String NUMBERS =
            IntStream.rangeClosed(1, 1000).mapToObj("%d\n"::formatted).collect(Collectors.joining());

    @TempDir
    Path directory;

    @Test
    void deploy_goesOn_afterTheDiskWasFull() throws Exception {
        assumeTrue(mayMount(), "this machine lets nobody mount a small disk");
        var repository = TestRepository.make(directory.resolve("repository"));
        try (var server = ServerProcess.startOnSmallDisk(32, directory.resolve("data"))) {
            var client = server.client();
            client.app("greedy", repository, """
                    seq 1000; sleep 1; cat /dev/zero > "$TMPDIR/fill" 2> /dev/null; touch %1$s/full; seq 1001 9999
                    while [ ! -e %1$s/go ]; do sleep 0.05; done
                    rm "$TMPDIR/fill"; sleep 2; echo after
                    """.formatted(directory));
            var deploy = client.deploy("greedy", "");
            while (!Files.exists(directory.resolve("full"))) {
                Thread.onSpinWait();
            }
            var read = client.get("/api/0/deploys/");
            var written = client.put(
                    "/api/0/apps/greedy/", Map.of("provider_config", Map.of("command", "x".repeat(900_000))));
            var meanwhile = client.show(deploy);
            Files.writeString(directory.resolve("go"), "");
            var log = client.awaitEnd(deploy);

            assertThat(read.status()).isEqualTo(200);
            assertThat(written.status()).as(written.text()).isEqualTo(503);
            assertThat(written.json().get("error").asString())
                    .contains("The disk that holds the database is full; make room there");
            assertThat(meanwhile.get("status").asString()).isEqualTo("in_progress");
            assertThat(log).contains(NUMBERS).contains("after\n").contains(">> succeeded");
            assertThat(log.contains("9999\n") || log.contains("some of the output above is missing"))
                    .as(log)
                    .isTrue();
            assertThat(client.put("/api/0/apps/greedy/", Map.of("default_environment", "staging"))
                            .status())
                    .isEqualTo(200);
        }
    }

    private static boolean mayMount() throws Exception {
        return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                        .start()
                        .waitFor()
                == 0;
    }
}

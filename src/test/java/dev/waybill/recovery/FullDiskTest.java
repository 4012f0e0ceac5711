package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.ServerProcess;
import dev.waybill.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        try (var server = ServerProcess.startOnSmallDisk(32, directory.resolve("data"), "--min-free", "1MiB")) {
            var client = server.client();
            client.app("greedy", repository, """
                    seq 1000; sleep 1; cat /dev/zero > "$TMPDIR/fill" 2> /dev/null; touch %1$s/full; seq 1001 9999
                    while [ ! -e %1$s/go ]; do sleep 0.2; done
                    rm "$TMPDIR/fill"; sleep 2; echo after
                    """.formatted(directory));
            var deploy = client.deploy("greedy", "");
            while (!Files.exists(directory.resolve("full"))) {
                Pause.briefly();
            }
            var read = client.get("/api/0/deploys/");
            var written = writtenUntilRefused(client);
            var meanwhile = client.show(deploy);
            Files.writeString(directory.resolve("go"), "");
            var log = client.awaitEnd(deploy);

            assertThat(read.status()).isEqualTo(200);
            assertThat(written.status()).as(written.text()).isEqualTo(503);
            assertThat(written.json().get("error").asString())
                    .contains("The disk that holds %s is full; free some space"
                            .formatted(directory.resolve("data/waybill.db")));
            assertThat(meanwhile.get("status").asString()).isEqualTo("in_progress");
            assertThat(log).contains(NUMBERS).contains("after\n").contains(">> succeeded");
            // Where it is missing, a line says so, and not somewhere else.
            assertThat(log).containsPattern("(?s)\n1000\n.*(\n9999\n|\n>> output is missing here: [^\n]*\n).*after\n");
            assertThat(client.put("/api/0/apps/greedy/", Map.of("default_environment", "staging"))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Pitfall 38: cancel needed room on the disk that the deploy had filled. */
    @ParameterizedTest
    @ValueSource(strings = {">> fill", ">> \"$TMPDIR/fill\"", ">> \"$HOME/fill\"", ""})
    void deploy_thatFillsTheDisk_canBeKilled(String where) throws Exception {
        assumeTrue(mayMount(), "this machine lets nobody mount a small disk");
        var repository = TestRepository.make(directory.resolve("repository"));
        var data = directory.resolve("data");
        try (var server = ServerProcess.startOnSmallDisk(32, data, "--min-free", "4MiB")) {
            var client = server.client();
            client.app(
                    "greedy",
                    repository,
                    "trap '' TERM; while :; do cat /dev/zero %s 2> /dev/null; echo more; done".formatted(where));
            client.app("shop", repository, "echo fine");
            var deploy = client.deploy("greedy", "");
            var ready = client.get("/readyz");
            while (ready.status() == 200) {
                Pause.briefly();
                ready = client.get("/readyz");
            }
            var waits = client.get("/api/0/apps/shop/envs/production/explain/").text();
            var metrics = client.get("/metrics").text();
            var page = client.get("/api/0/nodes/").text();
            var killed = client.post(
                    "/api/0/deploys/%s/kill/".formatted(deploy.get("id").asString()), Map.of());
            var log = client.awaitEnd(deploy);

            assertThat(ready.text()).contains("No deploy starts: the disk of %s has ".formatted(data));
            assertThat(waits).contains("DISK_LOW").contains(data.toString()).doesNotContain("not responded");
            assertThat(metrics).contains("waybill_disk_low 1.0");
            assertThat(page).contains("\"diskLow\":\"the disk of %s has".formatted(data));
            assertThat(killed.status()).as(killed.text()).isLessThan(300);
            assertThat(client.show(deploy).get("outcome").asString()).as(log).isEqualTo("cancelled");
            assertThat(client.awaitEnd(client.deploy("shop", ""))).contains("fine\n");
            while (client.get("/readyz").status() != 200) {
                Pause.briefly();
            }
        }
    }

    /** They are stored on the disk of the workspace, and leave the space that deploys need to start. */
    @Test
    void artifacts_areNotKept_whereThereIsNoRoomForThem() throws Exception {
        assumeTrue(mayMount(), "this machine lets nobody mount a small disk");
        var repository = TestRepository.make(directory.resolve("repository"));
        try (var server = ServerProcess.startOnSmallDisk(64, directory.resolve("data"), "--min-free", "16MiB")) {
            var client = server.client();
            var kept = Map.of("artifacts", "out", "artifacts_limit", "100MiB");
            var fills = "mkdir out; head -c 20000000 /dev/urandom | tee out/file > other";
            client.app("shop", repository, Map.of("command", fills), kept);

            for (var environment : List.of("production", "staging")) {
                var deploy = client.deploy("shop", "?env=" + environment);
                var log = client.awaitEnd(deploy);

                assertThat(log).contains(">> artifacts were not kept: the disk of ", "\n>> succeeded");
                assertThat(client.get("/api/0/deploys/shop/%s/1/artifacts/".formatted(environment))
                                .json())
                        .isEmpty();
            }
        }
    }

    /** The log of the database still has some room; what is written takes it. */
    private static Client.Answer writtenUntilRefused(Client client) throws Exception {
        var answer = client.get("/api/0/deploys/");
        for (var i = 0; i < 100 && answer.status() == 200; i++) {
            var text = Integer.toString(i).repeat(30_000);
            answer = client.put("/api/0/apps/greedy/", Map.of("provider_config", Map.of("command", text)));
        }
        return answer;
    }

    private static boolean mayMount() throws Exception {
        return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                        .start()
                        .waitFor()
                == 0;
    }
}

package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The disk as a power cut leaves it: what was committed is there, what was renamed or written last may not be. */
@Tag("processes")
class PowerCutTest {
    @TempDir
    Path directory;

    private Path data;
    private Path starts;
    private TestRepository repository;

    @BeforeEach
    void prepare() throws Exception {
        data = directory.resolve("data");
        starts = directory.resolve("starts");
        repository = TestRepository.make(directory.resolve("repository"));
    }

    @Test
    void commandThatHadBegun_neverRunsAgain_thoughItsFilesSayThatItDidNotBegin() throws Exception {
        JsonNode lost;
        JsonNode waiting;
        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            lost = beginDeploy(client);
            waiting = client.deploy("shop", "");
        }
        var run = onlyRun();
        killAllOf(run.getFileName().toString());
        Files.move(run.resolve("started"), run.resolve("ready"));
        for (var unsynced : List.of("pid", "copier", "key", "plan.json", "supervise", "log")) {
            Files.write(run.resolve(unsynced), new byte[0]);
        }
        sql("update runs set boot = 'an earlier one'");

        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            var log = client.awaitEnd(lost);
            client.awaitLog(waiting, "began\n");

            assertThat(client.show(lost).get("outcome").asString()).isEqualTo("interrupted");
            assertThat(log).contains("began\n>> interrupted after", "the machine was rebooted while the command ran");
            assertThat(Files.readAllLines(starts)).containsExactly("1", "2");
            cancel(client, waiting);
        }
    }

    @Test
    void emptyFiles_areMadeAnew_andTheServerGoesOnWithWhatRan() throws Exception {
        JsonNode deploy;
        try (var server = TestServer.start(data, null)) {
            deploy = beginDeploy(server.client());
        }
        var id = Files.readString(data.resolve("node-id"));
        Files.write(data.resolve("node-id"), new byte[0]);
        Files.write(data.resolve("admin-token"), new byte[0]);

        try (var server = TestServer.start(data, null)) {
            var client = server.client();
            var status = client.show(deploy).get("status").asString();
            cancel(client, deploy);

            assertThat(status).isEqualTo("in_progress");
            assertThat(Files.readString(data.resolve("node-id"))).isEqualTo(id);
            assertThat(Files.readAllLines(starts)).containsExactly("1");
        }
    }

    @Test
    void runOfADeployThatRuns_isKept_byAServerThatIsTakenForAnother() throws Exception {
        JsonNode deploy;
        try (var server = TestServer.start(data, null)) {
            deploy = beginDeploy(server.client());
        }
        var id = Files.readString(data.resolve("node-id"));
        Files.delete(data.resolve("node-id"));

        TestServer.start(data, null).close();
        assertThat(onlyRun()).isNotEmptyDirectory();
        Files.writeString(data.resolve("node-id"), id);

        try (var server = TestServer.start(data, null)) {
            assertThat(server.client().show(deploy).get("status").asString()).isEqualTo("in_progress");
            cancel(server.client(), deploy);
        }
    }

    private JsonNode beginDeploy(Client client) throws Exception {
        client.app("shop", repository, "echo {number} >> %s; echo began; sleep 298".formatted(starts));
        var deploy = client.deploy("shop", "");
        client.awaitLog(deploy, "began\n");
        return deploy;
    }

    private static void cancel(Client client, JsonNode deploy) throws Exception {
        client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));
        client.awaitEnd(deploy);
    }

    private Path onlyRun() throws Exception {
        try (var runs = Files.list(data.resolve("runs"))) {
            return runs.findFirst().orElseThrow();
        }
    }

    private static void killAllOf(String run) {
        ProcessHandle.allProcesses()
                .filter(process -> environment(process).contains("WAYBILL_RUN=" + run))
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended, or is somebody else's
        }
    }

    private void sql(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("waybill.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}

package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How a deploy ends, and what is left of it; once for each database. */
abstract class OutcomeContract extends SharedServer {
    @Test
    void deploy_goesFromRequestToOutcome() throws Exception {
        var sha = repository.git("rev-parse", "main");
        client.app("whole", repository, "cat readme; echo \"{sha} {env} {number}\"; printf 'no newline'");

        var asked = client.deploy("whole", "");
        var log = client.awaitEnd(asked);
        var ended = client.show(asked);

        assertThat(asked.get("status").asString()).isEqualTo("pending");
        assertThat(asked.get("dateStarted").isNull()).isTrue();
        assertThat(asked.get("sha").asString()).isEqualTo(sha);
        assertThat(asked.get("ref").asString()).isEqualTo("main");
        assertThat(log)
                .startsWith(
                        ">> whole/production#1: %s (main) for admin\nhello\n%s production 1\nno newline\n>> succeeded after"
                                .formatted(sha.substring(0, 7), sha));
        assertThat(ended.get("status").asString()).isEqualTo("finished");
        assertThat(ended.get("outcome").asString()).isEqualTo("succeeded");
        assertThat(ended.get("dateFinished").isString()).isTrue();
    }

    @Test
    void deploy_fails_whenTheCommandDoes() throws Exception {
        client.app("fails", repository, "echo before; exit 3");

        var asked = client.deploy("fails", "");
        var log = client.awaitEnd(asked);

        assertThat(log).contains("before\n>> failed after").contains("exit code 3");
        assertThat(client.show(asked).get("status").asString()).isEqualTo("failed");
        assertThat(client.show(asked).get("message").asString()).contains("exit code 3");
    }

    @Test
    void deploy_timesOut_withAndWithoutOutput() throws Exception {
        client.app("slow", repository, Map.of("command", "while true; do echo again; sleep 0.1; done", "timeout", 1));
        client.app("silent", repository, Map.of("command", "sleep 300", "read_timeout", 1));

        var slow = client.deploy("slow", "");
        var silent = client.deploy("silent", "");

        assertThat(client.awaitEnd(slow)).contains("again\n").contains("time limit");
        assertThat(client.awaitEnd(silent)).contains("time limit");
        assertThat(client.show(slow).get("outcome").asString()).isEqualTo("timed_out");
        assertThat(client.show(silent).get("outcome").asString()).isEqualTo("timed_out");
    }

    @Test
    void retry_isANewDeployOfTheSameCommit_thatNamesTheOld() throws Exception {
        client.app("again", repository, "[ -e \"%s/mended\" ]".formatted(directory));
        var first = client.deploy("again", "?ref=main");
        client.awaitEnd(first);
        Files.writeString(directory.resolve("mended"), "");
        repository.commit("later", "later");

        var answer = client.post("/api/0/deploys/again/production/1/retry/", Map.of("reason", "disk was full"));
        client.awaitEnd(answer.json());
        var second = client.show(answer.json());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(client.show(first).get("outcome").asString()).isEqualTo("failed");
        assertThat(second.get("outcome").asString()).isEqualTo("succeeded");
        assertThat(second.get("retryOf")).isEqualTo(first.get("id"));
        assertThat(second.get("sha")).isEqualTo(client.show(first).get("sha"));
        assertThat(second.get("ref").asString()).isEqualTo("main");
        assertThat(second.get("reason").asString()).isEqualTo("disk was full");
    }

    @Test
    void workspaceAndRunDirectory_areGone_whenADeployIsOver() throws Exception {
        client.app("tidy", repository, "mkdir readonly && touch readonly/file && chmod a-w readonly");
        var asked = client.deploy("tidy", "");
        client.awaitEnd(asked);

        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!workspacesOf(asked).isEmpty() && Instant.now().isBefore(deadline)) {
            Pause.briefly();
        }

        assertThat(workspacesOf(asked)).isEmpty();
    }

    /** What a daemon wrote to a workspace after its removal stayed until the next start. */
    @Test
    void workspaceThatIsThereAgain_isRemoved_whenAnotherDeployEnds() throws Exception {
        client.app("daemon", repository, "true");
        var first = client.deploy("daemon", "");
        client.awaitEnd(first);
        while (!workspacesOf(first).isEmpty()) {
            Pause.briefly();
        }
        var again = server.data()
                .resolve("workspaces/%s-1/logs".formatted(first.get("id").asString()));
        Files.createDirectories(again);

        while (!workspacesOf(first).isEmpty()) {
            client.awaitEnd(client.deploy("daemon", ""));
            Pause.briefly();
        }

        assertThat(again).doesNotExist();
    }

    private List<String> workspacesOf(JsonNode deploy) throws IOException {
        try (var all = Files.list(server.data().resolve("workspaces"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(deploy.get("id").asString() + "-"))
                    .toList();
        }
    }

    @Test
    void delete_removesAnAppWithItsDeploys_butNotWhileOneRuns() throws Exception {
        var left = latch("left");
        client.app("leaves", repository, "echo started; " + left.await());
        var deploy = client.deploy("leaves", "");
        client.awaitLog(deploy, "started\n");

        var tooEarly = client.delete("/api/0/apps/leaves/");
        left.open();
        client.awaitEnd(deploy);
        var deleted = client.delete("/api/0/apps/leaves/");

        assertThat(tooEarly.status()).isEqualTo(409);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().get("id").isString()).isTrue();
        assertThat(client.get("/api/0/apps/leaves/").status()).isEqualTo(404);
        assertThat(client.get("/api/0/deploys/leaves/production/1/").status()).isEqualTo(404);
    }
}

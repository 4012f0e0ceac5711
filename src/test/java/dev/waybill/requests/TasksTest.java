package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks other than deploys: the same lane and log, but nothing goes live. */
class TasksTest extends SharedServer {
    private static final Map<String, ?> CONFIG = Map.of(
            "command", "echo deployed",
            "before", "echo early",
            "tasks",
                    Map.of(
                            "restart",
                            "echo $DEPLOY_TASK {task} at $(cat file)",
                            "migrate",
                            List.of(Map.of("backup", "true"), Map.of("run", "exit 3"))));

    private void app(String name) throws Exception {
        client.app(name, repository, CONFIG);
        client.awaitEnd(client.deploy(name, ""));
    }

    @Test
    void task_runsForWhatIsLive_andMakesNothingLive() throws Exception {
        repository.commit("file", "one");
        app("live");
        repository.commit("file", "two");

        var task = client.deploy("live", "?task=restart");
        var log = client.awaitEnd(task);

        assertThat(log).contains("restart restart at one\n").doesNotContain("early", "deployed");
        assertThat(log).startsWith(">> live/production#2: restart of ");
        assertThat(client.show(task).at("/task/name").asString()).isEqualTo("restart");
        assertThat(client.show(task).get("outcome").asString()).isEqualTo("succeeded");
        var state = client.get("/api/0/apps/live/envs/production/").json();
        assertThat(state.at("/live/deploy").asString()).isEqualTo("live/production#1");
    }

    @Test
    void task_ofARef_isDoneThere_andStillNothingGoesLive() throws Exception {
        repository.commit("file", "three");
        app("elsewhere");
        repository.commit("file", "four");

        assertThat(client.awaitEnd(client.deploy("elsewhere", "?task=restart&ref=main")))
                .contains("at four\n");

        assertThat(client.get("/api/0/apps/elsewhere/envs/production/")
                        .json()
                        .at("/live/deploy")
                        .asString())
                .isEqualTo("elsewhere/production#1");
    }

    @Test
    void taskThatFails_canBeRetried_asThatTask() throws Exception {
        app("retried");
        var task = client.deploy("retried", "?task=migrate");
        assertThat(client.awaitEnd(task)).contains("step run: the command ended with exit code 3");

        var again = client.post(
                        "/api/0/deploys/%s/retry/".formatted(task.get("id").asString()), Map.of())
                .json();

        assertThat(again.at("/task/name").asString()).isEqualTo("migrate");
        assertThat(client.awaitEnd(again)).contains("step 1 of 2: backup");
    }

    @Test
    void unknownTask_isRefused_andTheKnownOnesAreNamed() throws Exception {
        app("unknown");

        var answer = client.post("/api/0/deploys/", Map.of("app", "unknown", "task", "restrat"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString())
                .isEqualTo("unknown has no task \"restrat\"; use one of deploy, migrate, restart");
        assertThat(client.post("/api/0/deploys/", Map.of("app", "unknown", "task", "Re start"))
                        .text())
                .contains("must be the name of a task");
        assertThat(client.post("/api/0/deploys/", Map.of("app", "unknown", "task", "restart", "ref", ":previous"))
                        .text())
                .contains("must be :current, a branch, a tag or a sha");
    }

    @Test
    void task_waitsBehindALock_likeADeploy() throws Exception {
        app("locked");
        client.put("/api/0/apps/locked/envs/production/lock/", Map.of("reason", "quiet"));

        var waiting = client.deploy("locked", "?task=restart&queue=1&user=bob");

        assertThat(waiting.get("blockers").get(0).get("code").asString()).isEqualTo("LOCKED");
        client.delete("/api/0/apps/locked/envs/production/lock/");
        server.time().pass(Duration.ofMinutes(1)); // those that waited have time to be stopped
        assertThat(client.awaitEnd(waiting)).contains("restart restart at");
    }

    @Test
    void taskBehindADeploy_isNotSuperseded() throws Exception {
        var latch = latch("behind");
        client.app(
                "behind", repository, Map.of("command", latch.await(), "tasks", Map.of("restart", "echo restarted")));
        latch.open();
        client.awaitEnd(client.deploy("behind", ""));
        Files.delete(latch.file());
        repository.commit("file", "newer");
        var deploy = client.deploy("behind", "");
        client.awaitLog(deploy, "behind/production#2");
        var task = client.deploy("behind", "?task=restart");

        latch.open();

        assertThat(client.awaitEnd(task)).contains("restarted\n>> succeeded");
    }

    @Test
    void rollbackWhileATaskRuns_leavesWhatIsLive() throws Exception {
        var latch = latch("back");
        client.app("back", repository, Map.of("command", "true", "tasks", Map.of("slow", latch.await())));
        client.awaitEnd(client.deploy("back", ""));
        var first = repository.git("rev-parse", "HEAD").strip();
        repository.commit("file", "bad");
        client.awaitEnd(client.deploy("back", ""));
        var task = client.deploy("back", "?task=slow");
        client.awaitLog(task, "back/production#3");

        var rollback = client.post(
                        "/api/0/apps/back/envs/production/rollback/", Map.of("reason", "bad", "cancel", true))
                .json();

        assertThat(client.awaitEnd(task)).contains("cancelled");
        client.awaitEnd(rollback);
        assertThat(client.show(rollback).get("sha").asString()).isEqualTo(first);
    }

    @Test
    void commandLineAndChat_nameATask() throws Exception {
        app("spoken");
        var waybill = new TestCli(server.url(), server.token(), directory);

        var said = waybill.run("say", "deploy:restart spoken in production");
        var run = waybill.run("deploy", "spoken", "--task", "restart", "--follow");

        assertThat(said.out()).contains("spoken/production#2", "restart of :current");
        assertThat(waybill.run("status", "spoken/production#2").out()).contains("task restart");
        assertThat(run.out()).contains("restart restart at");
    }
}

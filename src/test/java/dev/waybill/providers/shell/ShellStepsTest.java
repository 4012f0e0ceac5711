package dev.waybill.providers.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deploys with several commands. */
class ShellStepsTest extends SharedServer {
    private static final List<Map<String, String>> STEPS =
            List.of(Map.of("build", "echo building > built"), Map.of("upload", "cat built; echo uploaded"));

    private String run(String app, Map<String, ?> config, String query) throws Exception {
        client.app(app, repository, config);
        return client.awaitEnd(client.deploy(app, query));
    }

    private JsonNode newest(String app) throws Exception {
        return client.get("/api/0/deploys/?app=%s".formatted(app)).json().get(0);
    }

    @Test
    void steps_runInOrder_inOneWorkspace() throws Exception {
        var log = run("steps", Map.of("command", STEPS, "before", "echo early", "after", "echo late"), "");

        assertThat(log)
                .contains(">> step 1 of 4: before\nearly\n>> step 2 of 4: build\n>> step 3 of 4: upload\nbuilding\n")
                .contains("uploaded\n>> step 4 of 4: after\nlate\n>> succeeded");
        assertThat(client.steps(newest("steps")))
                .isEqualTo("before:finished build:finished upload:finished after:finished");
    }

    @Test
    void singleCommand_hasNoSteps() throws Exception {
        assertThat(run("single", Map.of("command", "echo one"), "")).doesNotContain("step");
        assertThat(client.steps(newest("single"))).isEmpty();
    }

    @Test
    void failure_endsTheDeploy_afterItsCommand() throws Exception {
        var steps = List.of(Map.of("build", "true"), Map.of("upload", "exit 7"), Map.of("switch", "true"));
        var config = Map.of(
                "command",
                steps,
                "after_failure",
                "echo \"undo $WAYBILL_FAILED_STEP of {sha}, was $WAYBILL_PREVIOUS_SHA.\"");

        var log = run("failing", config, "");

        assertThat(log)
                .contains(
                        "undo upload of " + repository.git("rev-parse", "HEAD").strip() + ", was .\n");
        assertThat(newest("failing").get("outcome").asString()).isEqualTo("failed");
        assertThat(log).endsWith(": step upload: the command ended with exit code 7\n");
        assertThat(client.steps(newest("failing"))).isEqualTo("build:finished upload:failed switch:skipped");
    }

    @Test
    void cancel_runsNothingMore() throws Exception {
        var waiting = latch("cancelled");
        client.app(
                "cancelled",
                repository,
                Map.of(
                        "command",
                        List.of(Map.of("wait", waiting.await()), Map.of("next", "echo next")),
                        "after_failure",
                        "echo undo"));
        var deploy = client.deploy("cancelled", "");
        client.awaitLog(deploy, "step 1 of 2: wait");

        client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));

        assertThat(client.awaitEnd(deploy)).contains(">> cancelled").doesNotContain("next", "undo\n");
    }

    @Test
    void output_canReport() throws Exception {
        var log = run(
                "reporting",
                Map.of("command", "echo ::waybill progress 40; echo '::waybill link https://ci.example.com/4 build'"),
                "");

        var deploy = newest("reporting");
        assertThat(log).contains("::waybill progress 40\n");
        assertThat(deploy.get("progress").asInt()).isEqualTo(40);
        assertThat(deploy.get("links").get("build").asString()).isEqualTo("https://ci.example.com/4");
    }

    @Test
    void directory_isThatOfCwd() throws Exception {
        assertThat(run("inside", Map.of("command", "mkdir -p a/b && cd a/b && pwd", "cwd", "."), ""))
                .contains("/a/b\n");
        assertThat(run("missing", Map.of("command", "echo ran", "cwd", "not/there"), ""))
                .contains("not/there")
                .doesNotContain("ran\n");
        var wrong = client.post(
                "/api/0/apps/",
                Map.of(
                        "name",
                        "outside",
                        "repository",
                        repository.path().toString(),
                        "provider",
                        "shell",
                        "provider_config",
                        Map.of("command", "true", "cwd", "a/../../b")));
        assertThat(wrong.text()).contains("must be a directory of the repository");
    }

    @Test
    void terminal_isThereOnRequest() throws Exception {
        var command = "test -t 1 && echo 'a terminal'; exit 3";

        assertThat(run("with-terminal", Map.of("command", command, "tty", true), ""))
                .contains("a terminal")
                .contains("exit code 3");
        assertThat(run("without-terminal", Map.of("command", command), ""))
                .doesNotContain("a terminal")
                .contains("exit code 3");
    }

    @Test
    void environment_overridesSettings() throws Exception {
        client.app(
                "overridden",
                repository,
                Map.of("command", "echo usual"),
                Map.of(
                        "environments",
                        Map.of(
                                "production",
                                Map.of(),
                                "staging",
                                Map.of("provider_config", Map.of("command", List.of(Map.of("only", "echo here")))))));

        assertThat(client.awaitEnd(client.deploy("overridden", "?env=production")))
                .contains("\nusual\n");
        assertThat(client.awaitEnd(client.deploy("overridden", "?env=staging"))).contains("\nhere\n");
    }

    @Test
    void mistakes_areNamedWithTheirPlace() throws Exception {
        var answer = client.post(
                "/api/0/apps/",
                Map.of(
                        "name",
                        "wrong",
                        "repository",
                        repository.path().toString(),
                        "provider",
                        "shell",
                        "provider_config",
                        Map.of(
                                "command",
                                List.of(
                                        Map.of("build", "true"),
                                        Map.of("build", "true"),
                                        Map.of("Up load", "true"),
                                        "plain",
                                        Map.of("x", ""))),
                        "environments",
                        Map.of("production", Map.of("provider_config", Map.of("comand", "x", "strict", "maybe")))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("there are two steps named")
                .contains("cannot be the name of a step")
                .contains("must be the name of a step with its command line")
                .contains("provider_config.command.4.x")
                .contains("environments.production.provider_config.comand")
                .contains("environments.production.provider_config.strict");
    }
}

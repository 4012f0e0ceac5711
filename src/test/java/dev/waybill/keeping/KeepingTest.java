package dev.waybill.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.BusyMount;
import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Workspaces that stay after their deploys have ended. */
class KeepingTest extends SharedServer {
    private static final String WARM = "in a warm workspace";

    private Path workspaces() {
        return directory.resolve("data/workspaces");
    }

    private List<String> names(String app) throws IOException, InterruptedException {
        return client.get("/api/0/workspaces/?app=" + app)
                .json()
                .valueStream()
                .map(it -> it.get("name").asString())
                .toList();
    }

    private String run(String app) throws Exception {
        return client.awaitEnd(client.deploy(app, ""));
    }

    /** The same, once the workspace of the deploy is kept. */
    private String runAndKeep(String app) throws Exception {
        var deploy = client.deploy(app, "");
        var log = client.awaitEnd(deploy);
        while (client.get("/api/0/workspaces/?app=" + app)
                .json()
                .valueStream()
                .noneMatch(it -> it.get("deploy").asString().equals(id(deploy))
                        && Files.exists(workspaces().resolve(it.get("name").asString())))) {
            Pause.briefly();
        }
        return log;
    }

    private void awaitGone(String name) throws IOException, InterruptedException {
        while (Files.exists(workspaces().resolve(name))) {
            Pause.briefly();
        }
    }

    private void app(String name, String command, Map<String, ?> settings) throws Exception {
        client.app(name, repository, command);
        assertThat(client.put("/api/0/apps/%s/".formatted(name), settings).status())
                .isEqualTo(200);
    }

    @Test
    void deploy_beginsWithTheWorkspaceOfTheLast_andFindsNothingOfIt() throws Exception {
        app("hot", "ls -A; cat readme; echo left > left; echo changed > readme", Map.of("workspace", "warm"));

        var first = runAndKeep("hot");
        var second = runAndKeep("hot");
        var third = runAndKeep("hot");

        assertThat(first).doesNotContain(WARM);
        assertThat(second).contains(WARM, "hello\n").doesNotContain("left\n", "changed");
        assertThat(third).contains(WARM, "hello\n").doesNotContain("left\n", "changed");
    }

    @Test
    void deploy_begins_withAFreshCheckout_onceTheWarmOneWasRemoved() throws Exception {
        app("tepid", "true", Map.of("workspace", "warm"));
        runAndKeep("tepid");
        var name = names("tepid").getFirst();

        var removed = client.delete("/api/0/workspaces/%s/".formatted(name));
        awaitGone(name);
        var log = run("tepid");

        assertThat(removed.json().get("removed").asInt()).isEqualTo(1);
        assertThat(log).doesNotContain(WARM);
    }

    @Test
    void warmWorkspace_isRemoved_onceTheAppWantsFreshOnes() throws Exception {
        app("cold", "true", Map.of("workspace", "warm"));
        runAndKeep("cold");
        var name = names("cold").getFirst();

        client.put("/api/0/apps/cold/", Map.of("workspace", "fresh"));
        client.delete("/api/0/workspaces/nothing/"); // changes nothing
        app("warmer", "true", Map.of("workspace", "warm"));
        run("warmer"); // whose workspace wakes the thread that removes others

        awaitGone(name);
        assertThat(run("cold")).doesNotContain(WARM);
    }

    @Test
    void failedDeploys_leaveTheirWorkspaces_theNewestOnly() throws Exception {
        app("bad", "echo kept > kept; exit 1", Map.of("keep_failed", 2));
        var deploys = List.of(client.deploy("bad", ""), client.deploy("bad", "?ref=main"));
        for (var deploy : deploys) {
            client.awaitEnd(deploy);
        }
        run("bad");
        while (names("bad").size() != 2
                || names("bad").stream().anyMatch(it -> it.startsWith(id(deploys.getFirst()) + "-"))) {
            Pause.briefly();
        }

        var kept = client.get("/api/0/workspaces/?app=bad&env=production").json();

        for (var one : kept) {
            assertThat(one.get("kind").asString()).isEqualTo("failed");
            assertThat(workspaces().resolve(one.get("name").asString()).resolve("kept"))
                    .hasContent("kept");
            assertThat(one.get("deploy").asString()).isNotEqualTo(id(deploys.getFirst()));
        }
        assertThat(client.get("/api/0/workspaces/?app=bad&env=staging").json()).isEmpty();
        assertThat(client.get("/api/0/workspaces/?app=bad&node=nowhere").json()).isEmpty();
    }

    private static String id(JsonNode deploy) {
        return deploy.get("id").asString();
    }

    @Test
    void commandLine_listsAndRemovesThem() throws Exception {
        app("broken", "exit 1", Map.of("keep_failed", 1));
        runAndKeep("broken");
        var name = names("broken").getFirst();
        var waybill = new TestCli(server.url(), server.token(), directory);

        var list = waybill.run("workspace", "list", "--app", "broken");
        var removed = waybill.run("workspace", "remove", name);
        awaitGone(name);
        while (!names("broken").isEmpty()) {
            Pause.briefly();
        }
        var empty = waybill.run("workspace", "list", "--app", "broken");
        var again = waybill.run("workspace", "remove", name);

        assertThat(list.out()).contains(name, "failed", "broken/production#1");
        assertThat(removed.err()).contains(name + " is being removed");
        assertThat(empty.err()).contains("No workspaces are kept");
        assertThat(again.err()).contains("none with the name");
        assertThat(again.code()).isNotZero();
    }

    @Test
    void workspaces_areRemoved_thatComeAfterOneThatCannotBe() throws Exception {
        app("loose", "exit 1", Map.of("keep_failed", 1));
        app("stuck", "mkdir mounted; exit 1", Map.of("keep_failed", 1));
        runAndKeep("loose");
        runAndKeep("stuck");
        var loose = names("loose").getFirst();
        var stuck = names("stuck").getFirst();
        try (var mount = BusyMount.on(workspaces().resolve(stuck).resolve("mounted"), directory.resolve("host"))) {
            client.delete("/api/0/workspaces/%s/".formatted(stuck));
            client.delete("/api/0/workspaces/%s/".formatted(loose));
            awaitGone(loose);

            assertThat(workspaces().resolve(stuck)).exists();
            mount.release();
            run("loose"); // whose workspace wakes the thread that removes others
            awaitGone(stuck);
            mount.assertIntact();
        }
    }

    @Test
    void settings_areRefused_ifTheyAreWrong() throws Exception {
        client.app("strict", repository, "true");

        for (var wrong : List.of(
                Map.of("workspace", "hot"),
                Map.of("keep_failed", 21),
                Map.of("keep_failed", -1),
                Map.of("keep_failed", 1.5),
                Map.of("workspace", "warm", "run_as", "nobody"))) {
            Client.Answer answer = client.put("/api/0/apps/strict/", wrong);
            assertThat(answer.status()).as("%s: %s", wrong, answer.text()).isEqualTo(400);
        }
    }
}

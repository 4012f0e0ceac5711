package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.User;
import dev.waybill.access.UserId;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.gates.Blocker;
import dev.waybill.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Back, onward, and what keeps bad versions away, with real git and real commands; once for each database. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RollbackContract {
    private static final Caller ADMIN =
            new Caller(new User(new UserId(1), "admin", Instant.EPOCH), 1, "admin-token", Grant.ALL);

    private Path directory;
    private TestServer server;
    private Client client;

    /** Null for the embedded store. */
    abstract @Nullable Database database() throws Exception;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        server = TestServer.start(directory.resolve("data"), database());
        client = server.client();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    /** An app with a repository of its own. */
    private TestRepository app(String name, Map<String, ?> config) throws Exception {
        var repository = TestRepository.make(directory.resolve(name));
        client.app(name, repository, config);
        return repository;
    }

    /** An app in whose production two versions went live, one after the other; answers the second. */
    private String twoVersions(String name, Map<String, ?> config) throws Exception {
        var repository = app(name, config);
        client.awaitEnd(client.deploy(name, ""));
        var sha = repository.commit("readme", "better\n");
        client.awaitEnd(client.deploy(name, ""));
        return sha;
    }

    private JsonNode rollback(String app, Map<String, ?> more) throws Exception {
        var body = new HashMap<String, Object>(Map.of("reason", "prices were wrong"));
        body.putAll(more);
        var answer = client.post("/api/0/apps/%s/envs/production/rollback/".formatted(app), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private JsonNode production(String app) throws Exception {
        return client.get("/api/0/apps/%s/envs/production/".formatted(app)).json();
    }

    private Deploy automatic(String app) throws InterruptedException {
        var asked = new Target.OfRef(null, null);
        return server.engine()
                .asking()
                .requests()
                .request(DeployRequest.of(app, "production", asked, ADMIN, null, Door.AUTOMATION, null));
    }

    private List<String> blockers(Deploy deploy) {
        return server.engine().waiting().outlook().waiting(deploy).stream()
                .flatMap(waiting -> waiting.blockers().stream())
                .map(Blocker::code)
                .toList();
    }

    private String outcome(Deploy deploy) throws Exception {
        var shown = client.get("/api/0/deploys/%s/".formatted(deploy.id())).json();
        client.awaitEnd(shown);
        return client.show(shown).get("outcome").asString();
    }

    @Test
    void rollback_runsTheVersionOfThen_andQuarantinesWhatItGoesBackFrom() throws Exception {
        var bad = twoVersions("back", Map.of("command", "echo \"back=${WAYBILL_ROLLBACK-no} $(cat readme)\""));

        var asked = rollback("back", Map.of());
        var log = client.awaitEnd(asked);
        var stands = production("back");

        assertThat(log).contains("\nback=1 hello\n");
        assertThat(client.awaitEnd(
                        client.get("/api/0/deploys/back/production/2/").json()))
                .contains("\nback=no better\n");
        assertThat(asked.get("rollback").asBoolean()).isTrue();
        assertThat(asked.get("trigger").asString()).isEqualTo("rollback");
        assertThat(asked.get("message").asString())
                .isEqualTo("back from back/production#2 to what back/production#1 brought");
        assertThat(stands.at("/live/deploy").asString()).isEqualTo("back/production#3");
        assertThat(stands.get("quarantined")).hasSize(1);
        assertThat(stands.at("/quarantined/0/sha").asString()).isEqualTo(bad);
        assertThat(stands.at("/quarantined/0/judgement/cause").asString()).isEqualTo("rollback");
        assertThat(stands.at("/quarantined/0/judgement/reason").asString()).isEqualTo("prices were wrong");
    }

    @Test
    void rollback_hasACommandOfItsOwn_ifTheAppHasOne() throws Exception {
        twoVersions("own", Map.of("command", "echo forward", "rollback_command", "echo backward from {prev_sha}"));

        var log = client.awaitEnd(rollback("own", Map.of()));

        assertThat(log).contains("\nbackward from ").doesNotContain("forward");
    }

    /** Pitfall 42: a retry of a rollback was a plain deploy, and was refused as older than what is live. */
    @Test
    void retry_ofARollback_goesBackOnceMore_inTheSameWay() throws Exception {
        twoVersions(
                "anew",
                Map.of(
                        "command",
                        "echo forward",
                        "rollback_command",
                        "echo \"back=$WAYBILL_ROLLBACK to $(cat readme)\"; [ -e %s ]"
                                .formatted(directory.resolve("mended"))));
        var failed = rollback("anew", Map.of());
        client.awaitEnd(failed);
        Files.createFile(directory.resolve("mended"));

        var retried = client.post(
                "/api/0/deploys/%s/retry/".formatted(failed.get("id").asString()), Map.of());
        var log = client.awaitEnd(retried.json());
        var ended = client.show(retried.json());

        assertThat(client.show(failed).get("outcome").asString()).isEqualTo("failed");
        assertThat(log).contains("\nback=1 to hello\n");
        assertThat(ended.get("outcome").asString()).isEqualTo("succeeded");
        assertThat(ended.get("retryOf")).isEqualTo(failed.get("id"));
        assertThat(ended.get("sha")).isEqualTo(failed.get("sha"));
    }

    @Test
    void rollback_runsWithTheConfigurationOfThen_orOfNow() throws Exception {
        twoVersions("settings", Map.of("command", "echo old"));
        client.put("/api/0/apps/settings/", Map.of("deploy", "echo new"));

        var then = rollback("settings", Map.of());
        var log = client.awaitEnd(then);
        var now = rollback("settings", Map.of("to", "#2", "config", "now"));

        assertThat(log).contains("\nold\n");
        assertThat(then.get("appVersion").asInt()).isEqualTo(1);
        assertThat(client.awaitEnd(now)).contains("\nnew\n");
        assertThat(now.get("appVersion").asInt()).isEqualTo(2);
    }

    @Test
    void rollback_cancelsWhatRuns_andNothingComesBetween() throws Exception {
        var repository =
                app("act", Map.of("command", "if [ {number} = 3 ]; then echo begun; sleep 600; fi; cat readme"));
        client.awaitEnd(client.deploy("act", ""));
        repository.commit("readme", "better\n");
        client.awaitEnd(client.deploy("act", ""));
        repository.commit("readme", "worse\n");
        var running = client.deploy("act", "");
        client.awaitLog(running, "begun");
        var waiting = client.deploy("act", "?reason=all+the+same");
        var unsaid = client.deploy("act", "");

        var back = rollback("act", Map.of("cancel", true));
        var log = client.awaitEnd(back);
        client.awaitEnd(waiting);

        assertThat(log).contains("\nbetter\n");
        assertThat(client.show(running).get("outcome").asString()).isEqualTo("cancelled");
        assertThat(client.awaitEnd(running)).contains("cancelled by admin for act/production#6");
        assertThat(client.show(back).get("dateStarted").asString())
                .isLessThan(client.show(waiting).get("dateStarted").asString());
        assertThat(client.show(waiting).get("outcome").asString()).isEqualTo("succeeded");
        assertThat(client.show(unsaid).at("/blockers/0/code").asString()).isEqualTo("REASON_NEEDED");
    }

    @Test
    void automation_bringsWhatIsQuarantined_onlyAfterSomebodyJudgesItGood() throws Exception {
        twoVersions("judged", Map.of("command", "true"));
        client.awaitEnd(rollback("judged", Map.of()));

        var automatic = automatic("judged");
        var held = blockers(automatic);
        var explained =
                client.get("/api/0/apps/judged/envs/production/explain/").json();
        client.post(
                "/api/0/deploys/judged/production/2/judge/", Map.of("verdict", "good", "reason", "it was the cache"));

        assertThat(held).containsExactly("QUARANTINED");
        assertThat(explained.get("deploy").asString()).isEqualTo("judged/production#4");
        assertThat(explained.at("/blockers/0/code").asString()).isEqualTo("QUARANTINED");
        assertThat(outcome(automatic)).isEqualTo("succeeded");
        assertThat(production("judged").get("quarantined")).isEmpty();
    }

    @Test
    void automation_bringsWhatContainsAQuarantinedVersion_onlyMended() throws Exception {
        for (var way : List.of("revert", "fix")) {
            var bad = twoVersions(way, Map.of("command", "true"));
            client.awaitEnd(rollback(way, Map.of()));
            var repository = TestRepository.at(directory.resolve(way));
            repository.commit("more", "on top of it");

            var held = automatic(way);
            var codes = blockers(held);
            if (way.equals("revert")) {
                repository.git("revert", "--no-edit", bad);
            } else {
                repository.git("commit", "--quiet", "--allow-empty", "--message", "Mend it\n\nFixes-deploy: " + bad);
            }
            var mended = automatic(way);

            assertThat(codes).as(way).containsExactly("QUARANTINED");
            assertThat(outcome(mended)).as(way).isEqualTo("succeeded");
        }
    }

    @Test
    void rollback_passesFaultyVersions() throws Exception {
        twoVersions("faulty", Map.of("command", "cat readme"));
        TestRepository.at(directory.resolve("faulty")).commit("readme", "worse\n");
        client.awaitEnd(client.deploy("faulty", ""));

        client.post("/api/0/deploys/faulty/production/2/judge/", Map.of("verdict", "faulty"));
        var previous = production("faulty").at("/previous/deploy").asString();

        assertThat(previous).isEqualTo("faulty/production#1");
        assertThat(client.awaitEnd(rollback("faulty", Map.of()))).contains("\nhello\n");
    }

    @Test
    void promotion_bringsExactlyWhatIsLive_whereverTheBranchIs() throws Exception {
        var repository = app("onward", Map.of("command", "cat readme"));
        client.awaitEnd(client.deploy("onward", "?env=staging"));
        var live = repository.git("rev-parse", "HEAD");
        repository.commit("readme", "too new\n");

        var promoted = client.post("/api/0/apps/onward/envs/staging/promote/", Map.of("to", "production"))
                .json();

        assertThat(client.awaitEnd(promoted)).contains("\nhello\n");
        assertThat(promoted.get("sha").asString()).isEqualTo(live);
        assertThat(promoted.get("trigger").asString()).isEqualTo("promotion");
        assertThat(promoted.get("message").asString()).isEqualTo("promoted from onward/staging#1");
    }

    @Test
    void olderCommit_isSuperseded_byWhatIsLive() throws Exception {
        var repository = app("older", Map.of("command", "true"));
        repository.commit("readme", "better\n");
        var live = client.deploy("older", "");
        client.awaitEnd(live);

        var older = client.deploy("older", "?ref=main~1");
        client.awaitEnd(older);
        var ended = client.show(older);

        assertThat(ended.get("outcome").asString()).isEqualTo("superseded");
        assertThat(ended.get("supersededBy")).isEqualTo(live.get("id"));
        assertThat(ended.get("message").asString()).contains("which older/production#1 brought");
        assertThat(production("older").at("/live/deploy").asString()).isEqualTo("older/production#1");
    }
}

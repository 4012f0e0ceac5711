package dev.waybill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.User;
import dev.waybill.access.UserId;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.gates.Blocker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keeps a version away from an environment, or brings it there; once for each database. */
abstract class OnwardContract extends VersionsContract {
    private static final Caller ADMIN =
            new Caller(new User(new UserId(1), "admin", Instant.EPOCH), 1, "admin-token", Grant.ALL);

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
        assertThat(ended.get("message").asString()).contains("which older/production#1 deployed");
        assertThat(production("older").at("/live/deploy").asString()).isEqualTo("older/production#1");
    }
}

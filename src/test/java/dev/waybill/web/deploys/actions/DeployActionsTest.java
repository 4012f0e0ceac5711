package dev.waybill.web.deploys.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.web.deploys.PageFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pages do with deploys, for people who saw how things are, and for those who did not. */
class DeployActionsTest extends PageFixture {
    private static final Map<String, String> BECAUSE = Map.of("reason", "prices are wrong");

    @Test
    void cancel_takesADeployOutOfTheQueue() throws Exception {
        endless("queue");
        client.awaitLog(deploy("queue", "production", "main"), "step 1");
        var waiting = deploy("queue", "production", "main");

        var answer = fill("/apps/queue/production/2/cancel", Map.of());

        assertThat(answer.status()).isEqualTo(303);
        assertThat(client.show(waiting).get("outcome").asString()).isEqualTo("cancelled");
    }

    @Test
    void cancel_isRefused_whenTheDeployHasStartedMeanwhile() throws Exception {
        endless("started");
        client.awaitLog(deploy("started", "production", "main"), "step 1");
        var next = deploy("started", "production", "main");
        var seen = hidden("/apps/started/production/2/cancel");
        client.put("/api/0/deploys/started/production/1/", Map.of("status", "cancelled"));
        client.awaitLog(next, "step 1");

        var answer = send("/apps/started/production/2/cancel", seen);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text())
                .contains("Something has changed since you looked", "What they have changed so far stays");
        assertThat(client.show(next).get("status").asString()).isEqualTo("in_progress");
    }

    @Test
    void kill_endsARunningDeploy() throws Exception {
        endless("killed");
        var deploy = deploy("killed", "production", "main");
        client.awaitLog(deploy, "step 1");

        assertThat(fill("/apps/killed/production/1/kill", Map.of()).status()).isEqualTo(303);

        client.awaitEnd(deploy);
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        assertThat(page("/apps/killed/production/1/kill").text()).contains("It has already ended.");
    }

    @Test
    void retry_requestsTheSameCommit_onceForEachForm() throws Exception {
        quick("retried");
        var sha = repository.git("rev-parse", "main");
        deployed("retried", "production", "main");
        var form = hidden("/apps/retried/production/1/retry");

        var first = send("/apps/retried/production/1/retry", form);
        var second = send("/apps/retried/production/1/retry", form);

        assertThat(first.response().headers().firstValue("Location")).hasValue("/apps/retried/production/2");
        assertThat(second.response().headers().firstValue("Location")).hasValue("/apps/retried/production/2");
        var retry = client.get("/api/0/deploys/retried/production/2/").json();
        client.awaitEnd(retry);
        assertThat(retry.get("sha").asString()).isEqualTo(sha);
    }

    @Test
    void rollback_showsWhatGoesAway_andBringsTheVersionBack() throws Exception {
        quick("back");
        var before = repository.git("rev-parse", "main");
        deployed("back", "production", "main");
        repository.commit("back", "1");
        deployed("back", "production", "main");
        var path = "/apps/back/production/2/rollback";

        assertThat(page(path).text())
                .contains("1 commit goes away", "Change back", "Roll back to " + before.substring(0, 7));
        assertThat(fill(path, Map.of()).text()).contains("reason");
        assertThat(fill(path, BECAUSE).status()).isEqualTo(303);

        var rollback = client.get("/api/0/deploys/back/production/3/").json();
        client.awaitEnd(rollback);
        assertThat(rollback.get("rollback").asBoolean()).isTrue();
        assertThat(rollback.get("sha").asString()).isEqualTo(before);
        assertThat(client.get("/api/0/deploys/back/production/2/")
                        .json()
                        .at("/judgement/verdict")
                        .asString())
                .isEqualTo("faulty");
    }

    @Test
    void rollback_startsNothing_whenSomethingElseIsLiveByNow() throws Exception {
        quick("moved");
        deployed("moved", "production", "main");
        repository.commit("moved", "1");
        deployed("moved", "production", "main");
        var seen = hidden("/apps/moved/production/2/rollback");
        seen.putAll(BECAUSE);
        repository.commit("moved", "2");
        deployed("moved", "production", "main");

        var answer = send("/apps/moved/production/2/rollback", seen);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("nothing was done", "value=\"prices are wrong\"");
        assertThat(client.get("/api/0/deploys/moved/production/4/").status()).isEqualTo(404);
    }

    @Test
    void rollback_ofAFailedDeploy_deploysWhatIsLiveOnceMore() throws Exception {
        quick("failed");
        var live = repository.git("rev-parse", "main");
        deployed("failed", "production", "main");
        repository.commit("failed", "1");
        client.put(
                "/api/0/apps/failed/",
                Map.of("provider_config", Map.of("length", 0.1, "lines", 1, "fails_at", "build")));
        deployed("failed", "production", "main");

        assertThat(fill("/apps/failed/production/2/rollback", BECAUSE).status()).isEqualTo(303);

        var restored = client.get("/api/0/deploys/failed/production/3/").json();
        client.awaitEnd(restored);
        assertThat(restored.get("sha").asString()).isEqualTo(live);
        assertThat(restored.get("reason").asString()).isEqualTo("prices are wrong");
    }

    @Test
    void promote_deploysWhatIsLiveToAnotherEnvironment() throws Exception {
        quick("promoted");
        deployed("promoted", "staging", "main");
        var sha = repository.git("rev-parse", "main");
        var path = "/apps/promoted/staging/1/promote";

        assertThat(page(path).text()).contains("Promote %s to production".formatted(sha.substring(0, 7)));
        var answer = fill(path, Map.of("to", "production"));

        assertThat(answer.response().headers().firstValue("Location")).hasValue("/apps/promoted/production/1");
        var promoted = client.get("/api/0/deploys/promoted/production/1/").json();
        client.awaitEnd(promoted);
        assertThat(promoted.get("sha").asString()).isEqualTo(sha);
        assertThat(page(path).text()).contains("There is no other environment to which you can promote it.");
    }

    @Test
    void judge_quarantinesAVersion_andReleasesItWithAReason() throws Exception {
        quick("judged");
        var deploy = deployed("judged", "production", "main");
        var path = "/apps/judged/production/1/judge";

        assertThat(fill(path, Map.of("verdict", "faulty", "reason", "slow")).status())
                .isEqualTo(303);
        assertThat(page("/apps/judged/production/1").text()).contains("Quarantined");
        assertThat(fill(path, Map.of("verdict", "good")).status()).isEqualTo(400);
        assertThat(fill(path, Map.of("verdict", "good", "reason", "fixed")).status())
                .isEqualTo(303);
        assertThat(client.show(deploy).at("/judgement/verdict").asString()).isEqualTo("good");
    }

    @Test
    void formsOfOthers_areRefused() throws Exception {
        endless("refused");
        var deploy = deploy("refused", "production", "main");
        client.awaitLog(deploy, "step 1");
        var path = "/apps/refused/production/1/cancel";
        var form = hidden(path);
        var reader = reader();

        assertThat(browser.get(path, reader).status()).isEqualTo(403);
        assertThat(browser.send(browser.form(path, form).header("Cookie", reader))
                        .status())
                .isEqualTo(403);
        assertThat(browser.send(browser.bareForm(path, form)
                                .header("Origin", "https://evil.example.com")
                                .header("Cookie", cookie))
                        .status())
                .isEqualTo(403);
        assertThat(client.show(deploy).get("status").asString()).isEqualTo("in_progress");
    }
}

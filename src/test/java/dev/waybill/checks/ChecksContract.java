package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks hold deploys back, from the request to the start; once for each database. */
abstract class ChecksContract extends SharedServer {
    private CheckHost host;
    private CheckedApps apps;

    @BeforeEach
    final void open() throws Exception {
        host = new CheckHost();
        apps = new CheckedApps(client, repository, host);
    }

    @AfterEach
    final void closeHost() {
        host.close();
    }

    @Test
    void passedCheck_letsTheDeployStart() throws Exception {
        apps.app("passed", apps.http("name", "ci"));

        assertThat(apps.outcome(apps.waiting("passed"))).isEqualTo("succeeded");
        assertThat(host.asked()).containsExactly("/passed/" + apps.head());
    }

    @Test
    void failedCheck_refusesTheRequest_andQueuesNothing() throws Exception {
        host.answers(418);
        apps.app("failed", apps.http("name", "ci"));

        var answer = apps.request("failed", Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error_name").asString()).isEqualTo("check_failed");
        assertThat(answer.json().get("error").asString())
                .startsWith("[http] answered 418 instead of success: this check of commit")
                .contains(apps.head().substring(0, 7), "(\"force\")");
        assertThat(answer.json().at("/blockers/0/code").asString()).isEqualTo("CHECK_FAILED");
        assertThat(client.get("/api/0/deploys/?app=failed").json()).isEmpty();
    }

    @Test
    void pendingCheck_isWaitedFor_andStartsTheDeployWhenItTurns() throws Exception {
        host.answers(202);
        apps.app("pending", apps.http("name", "ci"));

        var deploy = apps.waiting("pending");
        host.answers(200);

        assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("CHECK_PENDING");
        assertThat(deploy.at("/blockers/0/message").asString())
                .contains(": this check of commit ", "has not finished since");
        assertThat(deploy.at("/blockers/0/since").isNull()).isFalse();
        assertThat(apps.outcome(deploy)).isEqualTo("succeeded");
    }

    @Test
    void pendingCheck_holdsTheDeploy_whenItFails() throws Exception {
        host.answers(202);
        apps.app("turned-red", apps.http());

        var deploy = apps.waiting("turned-red");
        host.answers(418);
        apps.awaitBlocker(deploy, "CHECK_FAILED");
        host.answers(200);

        assertThat(apps.outcome(deploy)).isEqualTo("succeeded");
    }

    @Test
    void missingCheck_isWaitedFor_unlessThatIsAllowed() throws Exception {
        host.answers(404);
        apps.app("missing", apps.http());
        apps.app("allowed", apps.http("missing", "ok"));

        var deploy = apps.waiting("missing");

        assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("CHECK_MISSING");
        assertThat(apps.outcome(apps.waiting("allowed"))).isEqualTo("succeeded");
        host.answers(200);
        assertThat(apps.outcome(deploy)).isEqualTo("succeeded");
    }

    @Test
    void unreadableCheck_isNeverGreen_andSaysWhatToGrant() throws Exception {
        host.answers(403);
        apps.app("unreadable", apps.http("name", "ci"));

        var deploy = apps.waiting("unreadable");

        assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("CHECKS_UNREADABLE");
        assertThat(deploy.at("/blockers/0/message").asString()).contains("give the check a credential");
        host.answers(200);
        assertThat(apps.outcome(deploy)).isEqualTo("succeeded");
    }

    @Test
    void brokenHost_isNeverGreen_andIsAskedAgain() throws Exception {
        host.answers(503);
        apps.app("broken", apps.http("name", "ci"));

        var deploy = apps.waiting("broken");

        assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("CHECK_PENDING");
        assertThat(deploy.at("/blockers/0/message").asString()).contains("127.0.0.1 answered 503");
        host.answers(200);
        assertThat(apps.outcome(deploy)).isEqualTo("succeeded");
    }

    @Test
    void force_skipsChecks_andSaysSo() throws Exception {
        host.answers(418);
        apps.app("forced", apps.http("name", "ci"));

        var deploy = apps.request("forced", Map.of("force", true, "reason", "site down"))
                .json();

        assertThat(apps.outcome(deploy)).isEqualTo("succeeded");
        assertThat(client.show(deploy).get("forced").asBoolean()).isTrue();
        assertThat(client.show(deploy).get("message").asString()).contains("force skips the checks ci");
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void force_skipsNothing_thatIsRequiredAlways() throws Exception {
        host.answers(418);
        apps.app("always", apps.http("name", "ci", "required", "always"));

        var answer = apps.request("always", Map.of("force", true));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).endsWith("it cannot be skipped");
    }

    @Test
    void changedCheck_isAskedAnew() throws Exception {
        host.answers(202);
        apps.app("changed", apps.http());
        var deploy = apps.waiting("changed");

        host.answers("/other", 200, "", Map.of());
        apps.configure("changed", List.of(Map.of("type", "http", "config", Map.of("url", host.url() + "other"))));

        assertThat(apps.outcome(deploy)).isEqualTo("succeeded");
    }

    @Test
    void checksOfANewCommit_areNotThoseOfAnother() throws Exception {
        apps.app("next", apps.http());
        client.awaitEnd(apps.waiting("next"));
        host.answers(202);
        repository.commit("next", "next\n");

        var deploy = apps.waiting("next");

        assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("CHECK_PENDING");
        client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));
    }

    @Test
    void rollback_passesTheChecks_ofWhatWasLiveBefore() throws Exception {
        apps.app("back", apps.http());
        client.awaitEnd(apps.waiting("back"));
        repository.commit("back", "back\n");
        client.awaitEnd(apps.waiting("back"));
        host.hangs();

        var answer = client.post("/api/0/apps/back/envs/production/rollback/", Map.of("reason", "500s"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(apps.outcome(answer.json())).isEqualTo("succeeded");
    }

    @Test
    void hostThatHangs_keepsNoOtherAppWaiting() throws Exception {
        try (var hung = new CheckHost()) {
            hung.hangs();
            apps.app("hung", Map.of("type", "http", "config", Map.of("url", hung.url())));
            apps.app("other", apps.http());
            var held = apps.waiting("hung");

            assertThat(apps.outcome(apps.waiting("other"))).isEqualTo("succeeded");
            assertThat(held.at("/blockers/0/code").asString()).isEqualTo("CHECK_PENDING");
            client.put("/api/0/deploys/%s/".formatted(held.get("id").asString()), Map.of("status", "cancelled"));
        }
    }

    @Test
    void appVia_requiresTheChecksOfItsCodeHost_withoutListingAny() throws Exception {
        client.app("via", repository, "true");
        client.put("/api/0/apps/via/", Map.of("via", "github", "github", Map.of("repo", "acme/shop")));

        var deploy = apps.waiting("via");

        assertThat(deploy.at("/blockers/0/code").asString()).isEqualTo("CHECKS_UNREADABLE");
        client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));
    }
}

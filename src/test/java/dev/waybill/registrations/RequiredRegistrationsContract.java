package dev.waybill.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.forge.fake.ShopAtGitHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deploys of an app with {@code github.required} wait until GitHub has registered them; once for each database. */
@Tag("processes")
abstract class RequiredRegistrationsContract extends ShopAtGitHub {
    private static final String REGISTER = "POST .*/deployments$";

    /** Its time limits are those of clocks that are set forward. */
    private static final String APP =
            "provider: shell, provider_config: {command: 'true', timeout: 1000000, read_timeout: 1000000}, "
                    + "checks: [{type: github, config: {repo: acme/shop, contexts: [ci/build]}}]";

    @Override
    protected final String settings() {
        return APP + ", via: github, github: {repo: acme/shop, required: true}";
    }

    private JsonNode blockers(JsonNode deploy) throws Exception {
        return client.show(deploy).path("blockers");
    }

    private List<String> codes(JsonNode deploy) throws Exception {
        return blockers(deploy)
                .valueStream()
                .map(it -> it.get("code").asString())
                .toList();
    }

    private String awaitMessage(JsonNode deploy, String part) throws Exception {
        while (!blockers(deploy).at("/0/message").asString("").contains(part)) {
            pass(Duration.ofMillis(200));
        }
        return blockers(deploy).at("/0/message").asString();
    }

    private void awaitSuccess(JsonNode deploy) throws Exception {
        while (client.show(deploy).get("status").asString().equals("pending")) {
            pass(Duration.ofMillis(500));
        }
        client.awaitTheEnd(deploy);
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("succeeded");
    }

    private void pass(Duration time) throws InterruptedException {
        server.time().pass(time);
        Pause.briefly();
    }

    @Test
    void deploy_startsOnceItIsRegistered() throws Exception {
        var deploy = client.deploy("shop", "");

        awaitSuccess(deploy);

        assertThat(github.deployments()).hasSize(1);
        assertThat(client.show(deploy).get("message").isNull()).isTrue();
    }

    @Test
    void outageOfGitHub_holdsTheDeploy_whichSaysWhySinceWhenAndWhatNext() throws Exception {
        github.fail(REGISTER, 503, Map.of(), "{}", Integer.MAX_VALUE);
        var deploy = client.deploy("shop", "");

        var message = awaitMessage(deploy, "next attempt at");

        assertThat(codes(deploy)).containsExactly("NOT_REGISTERED");
        assertThat(message)
                .startsWith("shop requires that its deploys are registered at GitHub (github.required);")
                .contains("this one is not registered: ", "503", "(\"force\")");
        assertThat(blockers(deploy).at("/0/since"))
                .isEqualTo(client.show(deploy).get("dateCreated"));
        assertThat(blockers(deploy).at("/0/clearableBy/0").asString()).isEqualTo("anyone with permission to force");
        var explained = client.get("/api/0/apps/shop/envs/production/explain/").json();
        assertThat(explained.at("/blockers/0/code").asString()).isEqualTo("NOT_REGISTERED");
        github.mend();
        server.time().pass(Duration.ofMinutes(15));
        awaitSuccess(deploy);
    }

    @Test
    void checksThatArePending_areWaitedForFirst_andThenTheRegistrationFollows() throws Exception {
        github.checkRun(sha(), "ci/build", "in_progress", null);
        var deploy = client.deploy("shop", "");
        awaitCodes(deploy, List.of("CHECK_PENDING", "NOT_REGISTERED"));
        awaitAttempt();
        var before = server.time().now();

        github.green(sha(), "ci/build");
        awaitSuccess(deploy);

        assertThat(Duration.between(before, server.time().now())).isLessThan(Duration.ofMinutes(4));
    }

    /** From then on the delivery grows old. */
    private void awaitAttempt() throws InterruptedException {
        while (github.requests(REGISTER).isEmpty()) {
            pass(Duration.ofMillis(200));
        }
    }

    private void awaitCodes(JsonNode deploy, List<String> codes) throws Exception {
        while (!codes(deploy).equals(codes)) {
            pass(Duration.ofMillis(200));
        }
    }

    @Test
    void contextThatOnlyGitHubRequires_holdsNothingForEver() throws Exception {
        github.status(sha(), "nightly", "pending", "never reports");

        awaitSuccess(client.deploy("shop", ""));

        assertThat(github.requests(REGISTER)).hasSize(2);
    }

    @Test
    void force_doesNotWaitForTheRegistration_whichIsMadeUpFor() throws Exception {
        github.fail(REGISTER, 503, Map.of(), "{}", Integer.MAX_VALUE);
        var deploy = client.deploy("shop", "?force=true");

        awaitSuccess(deploy);

        assertThat(client.show(deploy).get("message").asString()).contains("; the deploy is registered later");
        github.mend();
        while (github.deployments().isEmpty()) {
            pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void rollback_doesNotWaitForTheRegistration() throws Exception {
        awaitSuccess(client.deploy("shop", ""));
        repository.commit("README", "second");
        github.green(sha(), "ci/build");
        awaitSuccess(client.deploy("shop", ""));
        github.fail(REGISTER, 503, Map.of(), "{}", Integer.MAX_VALUE);

        var back = client.post("/api/0/apps/shop/envs/production/rollback/", Map.of("reason", "500s"));

        assertThat(back.status()).as(back.text()).isEqualTo(201);
        awaitSuccess(back.json());
    }

    @Test
    void registrationThatWasRefusedForGood_isRepeatedWhileTheDeployWaits() throws Exception {
        github.fail(REGISTER, 422, Map.of(), "{\"message\": \"No ref found\"}", 1);
        var deploy = client.deploy("shop", "");
        awaitMessage(deploy, "No ref found");

        server.time().pass(Duration.ofMinutes(15));

        awaitSuccess(deploy);
    }

    @Test
    void deliveryThatDied_isRevivedWhileTheDeployWaits() throws Exception {
        github.checkRun(sha(), "ci/build", "in_progress", null);
        var deploy = client.deploy("shop", "");
        awaitCodes(deploy, List.of("CHECK_PENDING", "NOT_REGISTERED"));
        awaitAttempt();
        server.time().pass(Duration.ofDays(2));
        while (!client.get("/api/0/deliveries/?state=dead").text().contains("deploy.requested")) {
            pass(Duration.ofSeconds(5));
        }

        github.green(sha(), "ci/build");

        awaitSuccess(deploy);
    }

    @Test
    void settingThatCameLater_registersWhatWaitedBefore() throws Exception {
        reload(APP);
        github.checkRun(sha(), "ci/build", "in_progress", null);
        var deploy = client.deploy("shop", "");
        awaitCodes(deploy, List.of("CHECK_PENDING"));
        reload(settings());

        github.green(sha(), "ci/build");

        awaitSuccess(deploy);
        assertThat(github.deployments()).hasSize(1);
    }

    @Test
    void dryRun_saysThatItWouldBeRegistered() throws Exception {
        var answer = client.post("/api/0/deploys/?dry_run=true", Map.of("app", "shop"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/blockers/0/message").asString())
                .contains("registered at its code host (github.required); the deploy starts once that is done");
        assertThat(github.requests(REGISTER)).isEmpty();
    }
}

package dev.waybill.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.forge.fake.FakeGitHub;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** GitHub shows each deploy once, with its states in order, whatever happens to GitHub, the network or the server. */
class RegistrationsTest extends RegistrationFixture {
    @Test
    void deploy_isRegistered_andItsStatesReported() throws Exception {
        client.deploy("shop", "");
        await(1, "in_progress");
        latch.open();
        var deployment = await(1, "success").getFirst();

        assertThat(states(deployment)).endsWith("in_progress", "success").doesNotHaveDuplicates();
        assertThat(deployment.sha()).isEqualTo(sha());
        assertThat(deployment.environment()).isEqualTo("production");
        assertThat(deployment.isProduction()).isTrue();
        assertThat(deployment.payload().toString()).contains("shop/production#1");
        assertThat(deployment.states().getLast().logUrl()).isEqualTo(server.url() + "/apps/shop/production/1");
        while (!registration(1).path("state").asString().equals("success")) {
            Pause.briefly();
        }
        assertThat(registration(1).get("registered").asBoolean()).isTrue();
        assertThat(registration(1).get("host").asString()).isEqualTo("GitHub");
    }

    @Test
    void deployThatHappenedElsewhere_isRegistered() throws Exception {
        client.post("/api/0/apps/shop/envs/production/record/", Map.of("sha", sha(), "ref", "main"));

        var deployment = await(1, "success").getFirst();

        assertThat(states(deployment)).containsExactly("success");
        assertThat(deployment.sha()).isEqualTo(sha());
        assertThat(deployment.states().getLast().logUrl()).isEqualTo(server.url() + "/apps/shop/production/1");
    }

    @Test
    void deploymentThatIsReplaced_becomesInactive() throws Exception {
        latch.open();
        client.awaitEnd(client.deploy("shop", ""));
        await(1, "success");
        client.awaitEnd(client.deploy("shop", ""));
        await(2, "success");
        while (!states(github.deployments().getFirst()).getLast().equals("inactive")) {
            Pause.briefly();
        }
        assertThat(states(github.deployments().getLast())).doesNotContain("inactive");
    }

    @Test
    void outageOfGitHub_delaysNoDeploy_andIsMadeUpFor() throws Exception {
        latch.open();
        github.fail("POST .*/deployments", 503, Map.of(), "{}", 2);
        assertThat(client.awaitEnd(client.deploy("shop", ""))).contains("succeeded");

        while (registration(1).path("problem").isNull()) {
            Pause.briefly();
        }
        assertThat(registration(1).get("registered").asBoolean()).isFalse();
        while (!isSo(1, "success")) {
            server.time().pass(Duration.ofSeconds(30));
            Pause.briefly();
        }
        assertThat(github.deployments()).hasSize(1);
    }

    @Test
    void answerThatIsLost_registersNoSecondDeployment() throws Exception {
        latch.open();
        github.lose("POST .*/deployments\\b", 1);
        github.lose("POST .*/statuses\\b", 1);
        client.awaitEnd(client.deploy("shop", ""));

        while (!isSo(1, "success")) {
            server.time().pass(Duration.ofSeconds(30));
            Pause.briefly();
        }
        assertThat(github.deployments()).hasSize(1);
    }

    @Test
    void serverThatIsKilledAtAnyRequest_goesOnWhereItWas() throws Exception {
        var requests = List.of("GET .*/deployments", "POST .*/deployments$", "POST .*/deployments/\\d+/statuses");
        latch.open();
        for (var request : requests) {
            github.hang(request, 1);
            client.awaitEnd(client.deploy("shop", ""));
            var so = requests.indexOf(request) + 1;
            while (github.requests(request).isEmpty()) {
                Pause.briefly();
            }
            server.close();
            restart();
            await(so, "success");
        }
        assertThat(github.deployments())
                .hasSize(3)
                .extracting(it -> it.payload().toString())
                .doesNotHaveDuplicates();
    }

    @Test
    void force_requiresNoContexts() throws Exception {
        latch.open();
        github.status(sha(), "ci/build", "failure", "2 tests failed");

        var refused = client.post("/api/0/shop/deploy?env=production", Map.of());
        var forced = client.post("/api/0/shop/deploy?env=production&force=true", Map.of());

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains("2 tests failed");
        assertThat(forced.status()).as(forced.text()).isBetween(200, 201);
        assertThat(await(1, "success")).hasSize(1);
    }

    @Test
    void deployThatGitHubNeverHeardOf_wasNotRegistered_onceAllAttemptsHaveEnded() throws Exception {
        latch.open();
        github.fail("POST .*/deployments", 503, Map.of(), "{}", Integer.MAX_VALUE);
        client.awaitEnd(client.deploy("shop", ""));
        while (registration(1).path("problem").isNull()) {
            Pause.briefly();
        }
        assertThat(registration(1).get("givenUp").asBoolean()).isFalse();

        server.time().pass(Duration.ofHours(25));
        while (!registration(1).get("givenUp").asBoolean()) {
            server.time().pass(Duration.ofSeconds(20));
            Pause.briefly();
        }

        assertThat(registration(1).get("registered").asBoolean()).isFalse();
        assertThat(registration(1).get("problem").asString()).contains("503");
        github.mend();
        var dead = client.get("/api/0/deliveries/?state=dead").json();
        for (var delivery : dead) {
            client.post(
                    "/api/0/deliveries/%s/resend/".formatted(delivery.get("id").asString()), Map.of());
        }
        await(1, "success");
    }

    @Test
    void endThatWasNeverReported_isShownAsSuch() throws Exception {
        client.deploy("shop", "");
        await(1, "in_progress");
        github.fail("POST .*/statuses", 503, Map.of(), "{}", Integer.MAX_VALUE);
        latch.open();
        while (registration(1).path("problem").isNull()) {
            Pause.briefly();
        }

        server.time().pass(Duration.ofHours(25));
        while (!registration(1).get("givenUp").asBoolean()) {
            server.time().pass(Duration.ofSeconds(20));
            Pause.briefly();
        }

        assertThat(registration(1).get("registered").asBoolean()).isTrue();
        assertThat(registration(1).get("state").asString()).isEqualTo("in_progress");
    }

    @Test
    void repositoryIsShown_onceTheConfigurationIsMended() throws Exception {
        latch.open();
        Files.delete(directory.resolve("token"));
        client.deploy("shop", "");
        while (registration(1).path("problem").isNull()) {
            Pause.briefly();
        }
        assertThat(registration(1).get("host").asString()).isEqualTo("GitHub");

        github.fail("POST .*/deployments$", 503, Map.of(), "{}", Integer.MAX_VALUE);
        Files.writeString(directory.resolve("token"), FakeGitHub.TOKEN);
        while (!registration(1).get("problem").asString().contains("503")) {
            server.time().pass(Duration.ofSeconds(1));
            Pause.briefly();
        }

        assertThat(registration(1).get("repository").asString()).isEqualTo("acme/shop");
    }

    /** A hundred deploys an hour need to stay within the 500 writes that GitHub allows. */
    @Test
    void deployThatEndsWithinSeconds_costsThreeWrites() throws Exception {
        latch.open();
        client.awaitEnd(client.deploy("shop", ""));
        var count = 1;
        await(count, "success");
        JsonNode deploy;
        int before;
        do {
            awaitRest(count);
            before = github.requests("POST .*/deployments").size();
            deploy = client.deploy("shop", "");
            client.awaitEnd(deploy);
            await(++count, "success");
        } while (!isBrief(client.show(deploy)));
        awaitRest(count);

        assertThat(states(github.deployments().getLast())).containsExactly("success");
        assertThat(github.requests("POST .*/deployments")).hasSize(before + 3);
    }

    private static boolean isBrief(JsonNode deploy) {
        var from = Instant.parse(deploy.get("dateCreated").asString());
        var to = Instant.parse(deploy.get("dateFinished").asString());
        return Duration.between(from, to).compareTo(Duration.ofSeconds(5)) < 0;
    }

    /** Waits until all deployments but the newest are inactive. */
    private void awaitRest(int count) throws Exception {
        for (var deploy = 1; deploy < count; deploy++) {
            while (!registration(deploy).path("state").asString("").equals("inactive")) {
                Pause.briefly();
            }
        }
    }
}

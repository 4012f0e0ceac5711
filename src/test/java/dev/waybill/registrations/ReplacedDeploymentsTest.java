package dev.waybill.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** GitHub shows one deployment of an environment as live: the one that is, in whatever order it hears of them. */
class ReplacedDeploymentsTest extends RegistrationFixture {
    /** Waits until the end of a deploy was sent so often. */
    private JsonNode awaitEndSent(int deploy, int attempts, Duration step) throws Exception {
        while (true) {
            var end = client.get("/api/0/deliveries/")
                    .json()
                    .valueStream()
                    .filter(it -> it.at("/deploy/name").asString("").equals("shop/production#" + deploy))
                    .filter(it -> it.get("kind").asString().equals("deploy.finished"))
                    .filter(it -> it.get("attempts").asInt() >= attempts)
                    .filter(it -> !it.get("state").asString().equals("sending"))
                    .findFirst();
            if (end.isPresent()) {
                return end.get();
            }
            server.time().pass(step);
            Pause.briefly();
        }
    }

    private void delete(long deployment) {
        var statuses = ".* .*/deployments/%d/statuses".formatted(deployment);
        github.fail(statuses, 404, Map.of(), "{\"message\": \"Not Found\"}", Integer.MAX_VALUE);
    }

    @Test
    void deploymentThatWasDeletedThere_holdsUpNoLaterDeploy() throws Exception {
        latch.open();
        client.awaitEnd(client.deploy("shop", ""));
        delete(await(1, "success").getFirst().id());

        client.awaitEnd(client.deploy("shop", ""));
        await(2, "success");

        assertThat(awaitEndSent(2, 1, Duration.ofMillis(200)).get("state").asString())
                .isEqualTo("delivered");
        assertThat(registration(1).get("state").asString()).isEqualTo("inactive");
        assertThat(registration(2).path("problem").isNull()).isTrue();
    }

    @Test
    void ownDeploymentThatWasDeleted_delaysNoOtherDeploy() throws Exception {
        client.deploy("shop", "");
        delete(await(1, "in_progress").getFirst().id());
        latch.open();
        awaitEndSent(1, 8, Duration.ofMinutes(1)); // the next attempt is minutes away

        client.awaitEnd(client.deploy("shop", ""));
        while (github.deployments().size() < 2) {
            Pause.briefly();
        }

        assertThat(registration(1).get("problem").asString()).contains("404");
    }

    @Test
    void endThatIsSentAgain_doesNotShowAReplacedDeploymentAsLive() throws Exception {
        latch.open();
        client.awaitEnd(client.deploy("shop", ""));
        await(1, "success");
        client.awaitEnd(client.deploy("shop", ""));
        await(2, "success");
        awaitState(1, "inactive");

        var end = awaitEndSent(1, 1, Duration.ZERO).get("id").asString();
        var again = client.post("/api/0/deliveries/%s/resend/".formatted(end), Map.of());
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        awaitEndSent(1, 2, Duration.ZERO);

        assertThat(states(github.deployments().getFirst())).endsWith("success", "inactive");
        assertThat(states(github.deployments().getLast())).endsWith("success");
    }

    private void awaitState(int deploy, String state) throws Exception {
        while (!registration(deploy).path("state").asString("").equals(state)) {
            Pause.briefly();
        }
    }

    @Test
    void deployThatOvertakesAnother_isReplacedByIt() throws Exception {
        latch.open();
        client.put("/api/0/apps/shop/envs/production/lock/", Map.of("reason", "mine"));
        var bobs = client.post("/api/0/deploys/", Map.of("app", "shop", "user", "bob", "queue", true));
        assertThat(bobs.status()).as(bobs.text()).isEqualTo(201);
        client.awaitEnd(client.deploy("shop", ""));
        awaitState(2, "success");

        client.delete("/api/0/apps/shop/envs/production/lock/");
        server.time().pass(Duration.ofSeconds(61)); // the grace period of what has waited for a lock
        client.awaitEnd(bobs.json());
        awaitState(1, "success");

        awaitState(2, "inactive");
    }
}

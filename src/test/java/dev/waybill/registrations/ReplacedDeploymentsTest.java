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
}

package dev.waybill.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RenamedAppTest extends RegistrationFixture {
    @Test
    void appThatIsRenamedWhileGitHubIsAway_registersItsDeployOnce() throws Exception {
        client.app("cart", repository, latch.await());
        var via = client.put("/api/0/apps/cart/", Map.of("via", "github", "forge", Map.of("repo", "acme/shop")));
        assertThat(via.status()).as(via.text()).isEqualTo(200);
        github.fail("POST .*/deployments$", 503, Map.of(), "{}", Integer.MAX_VALUE);
        client.deploy("cart", "");
        awaitDelivery("deploy.started");

        var renamed = client.put("/api/0/apps/cart/", Map.of("name", "basket"));
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        latch.open();

        assertThat(awaitDelivery("deploy.finished").get("state").asString()).isEqualTo("waiting");
        assertThat(deliveries()).extracting(it -> it.get("target").asString()).containsOnly("github cart");
        github.mend();
        await(1, "success");
    }

    private List<JsonNode> deliveries() throws Exception {
        return client.get("/api/0/deliveries/").json().valueStream().toList();
    }

    private JsonNode awaitDelivery(String kind) throws Exception {
        while (true) {
            for (var delivery : deliveries()) {
                if (delivery.get("kind").asString().equals(kind)) {
                    return delivery;
                }
            }
            Pause.briefly();
        }
    }
}

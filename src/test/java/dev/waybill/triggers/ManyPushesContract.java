package dev.waybill.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Latch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Of many pushes few are deployed, the newest last, and none is lost. */
abstract class ManyPushesContract extends AutomaticFixture {
    @Test
    void twentyPushes_duringADeploy_areOneMore_andEveryCommitIsFound() throws Exception {
        var latch = new Latch(directory.resolve("latch"));
        shop(latch.await(), auto("on", "push"));
        awaitDeploy(repository.git("rev-parse", "HEAD"));
        var shas = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            shas.add(repository.commit("readme", "version %d\n".formatted(i)));
            client.post(STAGING + "look/", Map.of());
        }
        awaitDeploy(shas.getLast());
        latch.open();
        awaitLive(STAGING, shas.getLast());

        var outcomes = deploys().stream()
                .collect(Collectors.groupingBy(it -> it.get("outcome").asString(), Collectors.counting()));
        assertThat(outcomes.get("succeeded")).isEqualTo(2);
        assertThat(outcomes.keySet()).isSubsetOf("succeeded", "superseded");
        for (var sha : shas) {
            assertThat(placeOf(sha).get("isLive").asBoolean()).as(sha).isTrue();
        }
    }

    private JsonNode placeOf(String sha) throws Exception {
        return client.get("/api/0/commits/%s/".formatted(sha))
                .json()
                .at("/places")
                .valueStream()
                .filter(place -> place.get("environment").asString().equals("staging"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pushes_areDeployedOnce_althoughTheServerComesAndGoes() throws Exception {
        shop("true", auto("on", "push"));
        var sha = "";
        for (var i = 0; i < 6; i++) {
            sha = repository.commit("readme", "version %d\n".formatted(i));
            client.post(STAGING + "look/", Map.of());
            restartLater(Duration.ZERO);
        }
        awaitLive(STAGING, sha);

        assertThat(deploys().stream().map(it -> it.get("sha").asString())).doesNotHaveDuplicates();
    }

    @Test
    void deployThatHasWaitedForLong_isNotReplaced_soThatABusyBranchIsDeployed() throws Exception {
        client.app("shop", repository, "true");
        client.put(STAGING + "lock/", Map.of("reason", "db migration"));
        configure(Map.of("staging", Map.of("default_ref", "main", "auto", auto("on", "push", "max_wait", "5m"))));
        var first = awaitDeploy(repository.git("rev-parse", "HEAD"));
        server.time().pass(Duration.ofMinutes(5));
        var sha = repository.commit("readme", "better\n");

        var held = awaitBlocker(STAGING, "QUEUED_BEHIND");
        client.delete(STAGING + "lock/");
        server.time().pass(Duration.ofSeconds(61));
        awaitLive(STAGING, sha);

        assertThat(held.get("message").asString()).contains("shop/staging#1");
        assertThat(client.show(first).get("outcome").asString()).isEqualTo("succeeded");
    }
}

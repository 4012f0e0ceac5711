package dev.waybill.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Releases that are deployed onwards once they have lived for long enough. */
class SoakedReleasesTest extends AutomaticFixture {
    private static final Duration SOAKED = Duration.ofMinutes(31);

    @Override
    @Nullable
    Database database() {
        return null;
    }

    /** A clock that is set back sees the world as another server does whose clock is slow. */
    @Test
    void releaseThatWasRequested_isNotReplacedByAnOlderOne_whereAClockIsSlow() throws Exception {
        shop("true", auto("on", "push"));
        configure(Map.of(
                "staging", Map.of("default_ref", "main", "auto", auto("on", "push")),
                "production", Map.of("auto", auto("on", "success", "of", "staging", "soak", "30m"))));
        client.put(PRODUCTION + "lock/", Map.of("reason", "inventory"));
        var older = sha("HEAD");
        awaitLive(STAGING, older);
        server.time().pass(SOAKED);
        awaitRequested(older);
        var newer = repository.commit("file", "newer");
        awaitLive(STAGING, newer);
        server.time().pass(SOAKED);
        awaitRequested(newer);

        server.time().jump(Duration.ofMinutes(-20));

        assertThat(awaitBlocker(PRODUCTION, "NOTHING_NEW").get("message").asString())
                .isEqualTo(
                        "%s was requested as shop/production#2, which waits to start".formatted(newer.substring(0, 7)));
        assertThat(inProduction()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {":current", ":previous"})
    void versionThatWasDeployedFromTheHistory_isDeployedOnwards(String ref) throws Exception {
        client.app("shop", repository, "true");
        configure(Map.of(
                "staging", Map.of("default_ref", "main"),
                "production", Map.of("auto", auto("on", "success", "of", "staging"))));
        client.put(PRODUCTION + "auto/", Map.of("mode", "off"));
        var first = sha("HEAD");
        client.awaitEnd(client.deploy("shop", "?env=staging"));
        repository.commit("file", "newer");
        client.awaitEnd(client.deploy("shop", "?env=staging"));
        var sha = ref.equals(":current") ? sha("HEAD") : first;
        client.awaitEnd(client.deploy("shop", "?env=staging&ref=" + ref));

        client.put(PRODUCTION + "auto/", Map.of("mode", "on"));

        awaitLive(PRODUCTION, sha);
        assertThat(inProduction())
                .singleElement()
                .extracting(it -> it.get("ref").asString())
                .isEqualTo(sha);
    }

    private void awaitRequested(String sha) throws Exception {
        while (inProduction().stream()
                .noneMatch(it -> it.path("sha").asString("").equals(sha))) {
            hint(PRODUCTION);
            Pause.briefly();
        }
    }

    private List<JsonNode> inProduction() throws Exception {
        return deploys().stream()
                .filter(it -> it.get("environment").asString().equals("production"))
                .toList();
    }
}

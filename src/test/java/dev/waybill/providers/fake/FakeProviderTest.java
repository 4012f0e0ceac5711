package dev.waybill.providers.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deploys that are only played; they show what every provider can use. */
class FakeProviderTest extends SharedServer {
    private Client.Answer app(String name, Map<String, ?> config) throws Exception {
        return client.post(
                "/api/0/apps/",
                Map.of(
                        "name",
                        name,
                        "repository",
                        repository.path().toString(),
                        "provider",
                        "fake",
                        "provider_config",
                        config));
    }

    private static String statuses(JsonNode deploy) {
        return String.join(
                " ",
                deploy.get("steps")
                        .valueStream()
                        .map(step -> step.get("name").asString() + ":"
                                + step.get("status").asString())
                        .toList());
    }

    @Test
    void deploy_playsItsSteps() throws Exception {
        app("played", Map.of("length", 0.3, "steps", List.of("build", "switch"), "lines", 3));
        var deploy = client.deploy("played", "");

        var log = client.awaitEnd(deploy);

        assertThat(log)
                .contains(">> step 1 of 2: build\nbuild: 1 of 3\nbuild: 2 of 3\nbuild: 3 of 3\n")
                .contains(">> step 2 of 2: switch\nswitch: 1 of 3\nswitch: 2 of 3\nswitch: 3 of 3\n>> succeeded");
        var shown = client.show(deploy);
        assertThat(statuses(shown)).isEqualTo("build:finished switch:finished");
        assertThat(shown.get("progress").asInt()).isEqualTo(100);
    }

    @Test
    void stepThatFails_endsTheDeploy() throws Exception {
        app("failing", Map.of("length", 0.1, "lines", 1, "fails_at", "upload"));
        var deploy = client.deploy("failing", "");

        assertThat(client.awaitEnd(deploy)).contains("the step upload failed, as its setting fails_at says");
        assertThat(statuses(client.show(deploy))).isEqualTo("build:finished upload:failed restart:pending");
    }

    @Test
    void cancel_endsItAtOnce() throws Exception {
        app("endless", Map.of("length", "10h"));
        var deploy = client.deploy("endless", "");
        client.awaitLog(deploy, "step 1 of 3: build");

        client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));

        assertThat(client.awaitEnd(deploy)).contains(">> cancelled");
        assertThat(statuses(client.show(deploy))).isEqualTo("build:failed upload:pending restart:pending");
    }

    @Test
    void mistakes_areNamed() throws Exception {
        var wrong = app("wrong", Map.of("fails_at", "bild", "length", "soon", "stepps", "x"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text())
                .contains("stepps", "Did you mean steps?")
                .contains("must be a duration")
                .contains("is not a step; use one of build, upload, restart");
    }
}

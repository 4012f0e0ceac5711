package dev.waybill.providers.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deploys that are only played; they show what every provider can use. */
class FakeProviderTest extends SharedServer {
    @Test
    void deploy_playsItsSteps() throws Exception {
        client.newApp(
                "played", repository, "fake", Map.of("length", 0.3, "steps", List.of("build", "switch"), "lines", 3));
        var deploy = client.deploy("played", "");

        var log = client.awaitEnd(deploy);

        assertThat(log)
                .contains(">> step 1 of 2: build\nbuild: 1 of 3\nbuild: 2 of 3\nbuild: 3 of 3\n")
                .contains(">> step 2 of 2: switch\nswitch: 1 of 3\nswitch: 2 of 3\nswitch: 3 of 3\n>> succeeded");
        var shown = client.show(deploy);
        assertThat(client.steps(deploy)).isEqualTo("build:finished switch:finished");
        assertThat(shown.get("progress").asInt()).isEqualTo(100);
    }

    @Test
    void steps_sayHowLongTheyUsuallyTake() throws Exception {
        client.newApp("again", repository, "fake", Map.of("length", 0.3, "steps", List.of("build", "switch")));
        var first = client.deploy("again", "");
        client.awaitEnd(first);
        var took = client.show(first).at("/task/steps/1/estimatedDuration");
        client.put(
                "/api/0/apps/again/",
                Map.of("providerConfig", Map.of("length", "10h", "steps", List.of("build", "switch", "new"))));

        var second = client.deploy("again", "");
        client.awaitLog(second, "step 1 of 3: build");
        var usual = client.show(second).at("/task/steps");
        client.put("/api/0/deploys/%s/".formatted(second.get("id").asString()), Map.of("status", "cancelled"));

        assertThat(took.asDouble()).isPositive();
        assertThat(usual.get(1).get("estimatedDuration")).isEqualTo(took);
        assertThat(usual.get(2).get("estimatedDuration").isNull()).isTrue();
        assertThat(client.awaitEnd(second)).contains(">> cancelled");
    }

    @Test
    void stepThatFails_endsTheDeploy() throws Exception {
        client.newApp("failing", repository, "fake", Map.of("length", 0.1, "lines", 1, "fails_at", "upload"));
        var deploy = client.deploy("failing", "");

        assertThat(client.awaitEnd(deploy)).contains("the step upload failed, as its setting fails_at says");
        assertThat(client.steps(deploy)).isEqualTo("build:finished upload:failed restart:skipped");
    }

    @Test
    void cancel_endsItAtOnce() throws Exception {
        client.newApp("endless", repository, "fake", Map.of("length", "10h"));
        var deploy = client.deploy("endless", "");
        client.awaitLog(deploy, "step 1 of 3: build");

        client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));

        assertThat(client.awaitEnd(deploy)).contains(">> cancelled");
        assertThat(client.steps(deploy)).isEqualTo("build:failed upload:skipped restart:skipped");
    }

    @Test
    void mistakes_areNamed() throws Exception {
        var wrong =
                client.newApp("wrong", repository, "fake", Map.of("fails_at", "bild", "length", "soon", "stepps", "x"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text())
                .contains("stepps", "Did you mean steps?")
                .contains("must be a duration")
                .contains("is not a step; use one of build, upload, restart");
    }
}

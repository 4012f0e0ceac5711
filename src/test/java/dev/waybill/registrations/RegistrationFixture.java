package dev.waybill.registrations;

import dev.waybill.Pause;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.ShopAtGitHub;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** A server whose only app registers its deploys at a GitHub. Commands wait for a latch. */
@Tag("processes")
abstract class RegistrationFixture extends ShopAtGitHub {
    @Override
    protected final String settings() {
        return "deploy: \"%s\", via: github, github: {repo: acme/shop}".formatted(latch.await());
    }

    /** Waits until GitHub knows so many deployments, and the newest has this state. */
    final List<FakeGitHub.Deployment> await(int count, String state) throws InterruptedException {
        while (!isSo(count, state)) {
            server.time().pass(Duration.ofMillis(200)); // Waybill pauses between writes
            Pause.briefly();
        }
        return github.deployments();
    }

    final boolean isSo(int count, String state) {
        var all = github.deployments();
        return all.size() == count
                && !all.getLast().states().isEmpty()
                && all.getLast().states().getLast().state().equals(state);
    }

    final JsonNode registration(int number) throws Exception {
        return client.get("/api/0/deploys/shop/production/%d/registration/".formatted(number))
                .json();
    }

    static List<String> states(FakeGitHub.Deployment deployment) {
        return deployment.states().stream()
                .map(FakeGitHub.DeploymentState::state)
                .toList();
    }
}

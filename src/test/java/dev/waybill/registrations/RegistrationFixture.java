package dev.waybill.registrations;

import dev.waybill.Client;
import dev.waybill.Latch;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.forge.fake.FakeGitHub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server whose only app registers its deploys at a GitHub. Commands wait for a latch. */
@Tag("processes")
abstract class RegistrationFixture {
    @TempDir
    Path directory;

    final FakeGitHub github = FakeGitHub.start();
    Latch latch;
    TestRepository repository;
    TestServer server;
    Client client;

    @BeforeEach
    final void start() throws Exception {
        latch = new Latch(directory.resolve("latch"));
        repository = TestRepository.make(directory.resolve("shop"));
        github.green(sha(), "ci/build");
        var token = Files.writeString(directory.resolve("token"), FakeGitHub.TOKEN);
        Files.writeString(directory.resolve("waybill.yaml"), """
                github: {api_root: '%s', token: {file: '%s'}}
                apps:
                  shop: {repository: '%s', deploy: "%s", via: github, github: {repo: acme/shop}}
                """.formatted(
                        github.url(), token, repository.path(), latch.await()));
        restart();
    }

    final void restart() throws Exception {
        server = TestServer.in(directory.resolve("data"))
                .with(directory.resolve("waybill.yaml"))
                .start();
        client = server.client();
    }

    @AfterEach
    final void stop() throws Exception {
        server.close();
        github.close();
    }

    final String sha() throws Exception {
        return repository.git("rev-parse", "HEAD");
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

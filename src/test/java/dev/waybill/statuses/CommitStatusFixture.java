package dev.waybill.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Latch;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server whose app publishes statuses at a fake GitHub. */
abstract class CommitStatusFixture {
    static final String LOCK = "/api/0/apps/shop/envs/production/lock/";
    static final String WRITE = "POST .*/acme/shop/statuses/";
    static final Duration WHILE = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    final FakeGitHub github = FakeGitHub.start();
    Latch latch;
    private @Nullable Database database;
    TestRepository repository;
    TestServer server;
    Client client;

    /** Null for the embedded one. */
    abstract @Nullable Database database() throws Exception;

    @BeforeEach
    final void start() throws Exception {
        database = database();
        latch = new Latch(directory.resolve("latch"));
        repository = TestRepository.make(directory.resolve("shop"));
        github.green(sha(), "ci/build");
        Files.writeString(directory.resolve("secret"), "correct-horse-battery");
        configure("commit_status: true");
        restart();
    }

    void configure(String setting) throws Exception {
        var token = Files.writeString(directory.resolve("token"), FakeGitHub.TOKEN);
        Files.writeString(directory.resolve("waybill.yaml"), """
                github: {api_root: '%s', token: {file: '%s'}}
                apps:
                  shop: {repository: '%s', deploy: "%s", via: github, github: {repo: acme/shop, %s}, secrets: {KEY: {file: '%s'}}}
                """.formatted(
                        github.url(), token, repository.path(), latch.await(), setting, directory.resolve("secret")));
    }

    final void restart() throws Exception {
        server = TestServer.in(directory.resolve("data"))
                .on(database)
                .with(directory.resolve("waybill.yaml"))
                .start();
        client = server.client();
    }

    @AfterEach
    final void stop() throws Exception {
        server.close();
        github.close();
    }

    String sha() throws Exception {
        return repository.git("rev-parse", "HEAD");
    }

    /** The statuses of Waybill, the oldest first. */
    List<FakeGitHub.Published> statuses() throws Exception {
        return github.published(sha()).stream()
                .filter(it -> it.context().equals("waybill/production"))
                .toList();
    }

    FakeGitHub.Published await(String state, String description) throws Exception {
        while (statuses().isEmpty()
                || !statuses().getLast().state().equals(state)
                || !String.valueOf(statuses().getLast().description()).contains(description)) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
        return statuses().getLast();
    }

    void awaitDelivery(String state) throws Exception {
        while (client.get("/api/0/deliveries/?state=" + state)
                .json()
                .valueStream()
                .noneMatch(it -> it.path("target").asString().equals("github shop statuses"))) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
    }

    JsonNode deployBehindLock(String reason) throws Exception {
        assertThat(client.put(LOCK, Map.of("reason", reason)).status()).isEqualTo(200);
        var bob = client.post("/api/0/deploys/", Map.of("app", "shop", "user", "bob", "queue", true));
        assertThat(bob.status()).as(bob.text()).isEqualTo(201);
        return bob.json();
    }
}

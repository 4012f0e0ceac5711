package dev.waybill.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.ShopAtGitHub;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A server whose app publishes statuses at a fake GitHub. */
abstract class CommitStatusFixture extends ShopAtGitHub {
    static final String LOCK = "/api/0/apps/shop/envs/production/lock/";
    static final String WRITE = "POST .*/acme/shop/statuses/";
    static final Duration WHILE = Duration.ofSeconds(2);

    @Override
    protected final String settings() throws Exception {
        Files.writeString(directory.resolve("secret"), "correct-horse-battery");
        return settings("commit_status: true");
    }

    final String settings(String ofGitHub) {
        return "deploy: \"%s\", via: github, github: {repo: acme/shop, %s}, secrets: {KEY: {file: '%s'}}"
                .formatted(latch.await(), ofGitHub, directory.resolve("secret"));
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

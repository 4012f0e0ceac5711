package dev.waybill.providers.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody deploys at Heroku, and not by Waybill; once for each database. */
@Tag("processes")
abstract class HerokuDriftContract {
    private static final String PATH = "/api/0/apps/shop/envs/production/";
    private static final String OTHER = "b".repeat(40);

    @TempDir
    Path directory;

    private TestServer server;
    private Client client;
    private TestRepository repository;

    /** Null for the embedded store. */
    @Nullable
    Database database() throws Exception {
        return null;
    }

    @BeforeEach
    void start() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        var file = Files.writeString(directory.resolve("waybill.yaml"), "allow_private_targets: true\napps: {}\n");
        server = TestServer.in(directory.resolve("data"))
                .on(database())
                .with(file)
                .start();
        client = server.client();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void whatIsLiveAtHeroku_isSeen_andHoldsAutomaticDeploys_untilSomebodyKnows() throws Exception {
        try (var heroku = new FakeHeroku()) {
            var shop = heroku.app("shop");
            makeApp(heroku);
            var sha = repository.git("rev-parse", "HEAD");
            client.awaitEnd(client.deploy("shop", ""));

            var same = awaitSighting(it -> it.path("sha").asString("").equals(sha));
            assertThat(same.path("release").asString()).isEqualTo("Heroku release v1");
            assertThat(same.path("by").asString()).isEqualTo("ann@example.com");
            assertThat(same.path("drift").isNull()).isTrue();

            shop.released(OTHER);
            var other = awaitSighting(it -> it.path("sha").asString("").equals(OTHER));
            assertThat(other.at("/drift/deploy").asString()).isEqualTo("shop/production#1");
            assertThat(other.at("/drift/acknowledgedBy").isNull()).isTrue();
            assertThat(blockers()).contains("DRIFT");
            assertThat(client.put(PATH + "drift/", Map.of("acknowledged", sha)).text())
                    .contains("not_live", "production of shop has " + OTHER + " live");

            var known = client.put(PATH + "drift/", Map.of("acknowledged", OTHER));
            assertThat(known.json().at("/sighting/drift/acknowledgedBy").asString())
                    .isEqualTo("admin");
            assertThat(blockers()).doesNotContain("DRIFT");
            awaitAnotherLook();
            assertThat(blockers()).as("after the next look").doesNotContain("DRIFT");

            shop.released(sha);
            awaitSighting(it -> it.path("drift").isNull());
            assertThat(client.put(PATH + "drift/", Map.of("acknowledged", sha)).text())
                    .contains("no_drift");
            assertThat(events()).containsExactly("drift.ended", "drift.acknowledged", "drift.found");

            assertIsKeptWhileTheTokenIsRejected(sha);
            assertIsForgottenWithAnotherProvider();
        }
    }

    private void assertIsKeptWhileTheTokenIsRejected(String sha) throws Exception {
        Files.writeString(directory.resolve("token"), "of somebody who has left");
        var refused = awaitSighting(it -> it.path("message").isString());
        assertThat(refused.path("message").asString()).startsWith("Heroku rejects the token");
        assertThat(refused.path("sha").asString()).as("what was told before").isEqualTo(sha);
    }

    private void assertIsForgottenWithAnotherProvider() throws Exception {
        var shell = Map.of("provider", "shell", "provider_config", Map.of("command", "true"));
        assertThat(client.put("/api/0/apps/shop/", shell).status()).isEqualTo(200);
        while (client.get(PATH).json().path("sighting").isObject()) {
            server.time().pass(Duration.ofSeconds(15));
            Pause.briefly();
        }
    }

    private void makeApp(FakeHeroku heroku) throws Exception {
        var token = Files.writeString(directory.resolve("token"), FakeHeroku.TOKEN + "\n");
        var settings = Map.of("app", "shop", "token", Map.of("file", token.toString()), "api_root", heroku.url());
        client.newApp("shop", repository, "heroku", settings);
        var auto = Map.of("on", "tag", "tags", "none-*");
        var answer =
                client.put("/api/0/apps/shop/", Map.of("environments", Map.of("production", Map.of("auto", auto))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Has the server look until it sees that. */
    private JsonNode awaitSighting(Predicate<JsonNode> condition) throws Exception {
        for (; ; ) {
            server.time().pass(Duration.ofSeconds(15));
            client.post(PATH + "look/", Map.of());
            var sighting = client.get(PATH).json().path("sighting");
            if (sighting.isObject() && condition.test(sighting)) {
                return sighting;
            }
            Pause.briefly();
        }
    }

    private void awaitAnotherLook() throws Exception {
        var last = client.get(PATH).json().at("/sighting/dateSeen").asString();
        awaitSighting(it -> !it.path("dateSeen").asString().equals(last));
    }

    private List<String> blockers() throws Exception {
        return client.get(PATH + "explain/?as=automation&ref=main")
                .json()
                .path("blockers")
                .valueStream()
                .map(it -> it.path("code").asString())
                .toList();
    }

    /** The newest first. */
    private List<String> events() throws Exception {
        return client.get("/api/0/events/?app=shop")
                .json()
                .valueStream()
                .map(it -> it.path("kind").asString())
                .filter(it -> it.startsWith("drift."))
                .toList();
    }
}

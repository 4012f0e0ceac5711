package dev.waybill.triggers;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A server, and a repository to push to: app {@code shop}, environments {@code staging} and {@code production}. With PostgreSQL there
 * are no webhooks, and the server is asked to look; with the embedded store there are unreliable ones instead, and all ends the same.
 */
@Tag("processes")
abstract class AutomaticFixture {
    static final String STAGING = "/api/0/apps/shop/envs/staging/";
    static final String PRODUCTION = "/api/0/apps/shop/envs/production/";

    @TempDir
    Path directory;

    TestRepository repository;
    TestServer server;
    private final UnreliableWebhooks webhooks = new UnreliableWebhooks();
    private @Nullable Database database;
    Client client;

    abstract @Nullable Database database() throws Exception;

    @BeforeEach
    final void start() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        database = database();
        start(Duration.ZERO);
    }

    private void start(Duration later) throws Exception {
        var setup = TestServer.in(directory.resolve("data")).on(database).later(later);
        server = database == null
                ? setup.with(UnreliableWebhooks.configuration(directory, repository))
                        .start()
                : setup.start();
        client = server.client();
    }

    /** Lets the server know that something may have changed. Does so mostly, not always. */
    final void hint(String environment) throws Exception {
        if (database == null) {
            webhooks.send(client);
        } else {
            client.post(environment + "look/", Map.of());
        }
    }

    /** The server is away for a while. */
    final void restartLater(Duration away) throws Exception {
        server.close();
        start(away);
    }

    @AfterEach
    final void stop() throws Exception {
        server.close();
    }

    /** An app whose staging is deployed automatically. */
    final void shop(String command, Map<String, ?> auto) throws Exception {
        client.app("shop", repository, command);
        configure(Map.of("staging", Map.of("default_ref", "main", "auto", auto)));
    }

    final void configure(Map<String, ?> environments) throws Exception {
        var answer = client.put("/api/0/apps/shop/", Map.of("environments", environments));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    /** Has the repository looked at until a commit has been deployed to an environment. */
    final JsonNode awaitLive(String environment, String sha) throws Exception {
        while (true) {
            var live = client.get(environment).json().path("live");
            if (live.path("sha").asString("").equals(sha)) {
                return live;
            }
            hint(environment);
            Pause.untilLookedAt();
        }
    }

    /** Waits until an automatic deploy of a commit was requested. */
    final JsonNode awaitDeploy(String sha) throws Exception {
        while (true) {
            var found = deploys().stream()
                    .filter(it -> it.path("sha").asString("").equals(sha))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            hint(STAGING);
            Pause.untilLookedAt();
        }
    }

    /** Waits until the next plan is held by a blocker. */
    final JsonNode awaitBlocker(String environment, String code) throws Exception {
        while (true) {
            var answer = client.get(environment + "auto/").json();
            var held = answer.at("/next/blockers")
                    .valueStream()
                    .filter(it -> it.path("code").asString().equals(code))
                    .findFirst();
            if (held.isPresent()) {
                return held.get();
            }
            hint(environment);
            Pause.untilLookedAt();
        }
    }

    /** Where a commit is, or why not there. */
    final JsonNode placeOf(String sha, String environment) throws Exception {
        return client.get("/api/0/commits/%s/".formatted(sha))
                .json()
                .at("/places")
                .valueStream()
                .filter(place -> place.get("app").asString().equals("shop"))
                .filter(place -> place.get("environment").asString().equals(environment))
                .findFirst()
                .orElseThrow();
    }

    /** Changes the database beside the server. */
    final void sql(String change) throws Exception {
        var used = database == null ? Database.embedded(server.data().resolve("waybill.db")) : database;
        try (var connection = DriverManager.getConnection(used.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.executeUpdate(change);
        }
    }

    final String sha(String ref) throws Exception {
        return repository.git("rev-parse", ref);
    }

    /** Newest first. */
    final List<JsonNode> deploys() throws Exception {
        return client.get("/api/0/deploys/?app=shop").json().valueStream().toList();
    }

    static Map<String, Object> auto(Object... entries) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}

package dev.waybill.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.SharedServer;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server that reminds people, and time that passes while they wait for that. */
abstract class RemindersFixture extends SharedServer {
    private @Nullable Database shared;
    private int others;

    /** Null for the embedded store. */
    @Nullable
    Database fresh() throws Exception {
        return null;
    }

    @Override
    protected final @Nullable Database database() throws Exception {
        shared = fresh();
        return shared;
    }

    final Database present() {
        return shared == null ? Database.embedded(server.data().resolve("waybill.db")) : shared;
    }

    /** The server is away for a while. */
    final void restart() throws Exception {
        var passed = passed();
        server.close();
        server = TestServer.in(directory.resolve("data"))
                .on(shared)
                .later(passed.plusMinutes(1))
                .start();
        client = server.client();
    }

    /** How much time these tests have let pass. */
    final Duration passed() {
        return Duration.between(Instant.now(), server.time().now());
    }

    /** Bob's deploy of a new app that is locked. */
    final JsonNode held(String app, String reason) throws Exception {
        client.app(app, repository, "true");
        var locked = client.put("/api/0/apps/%s/lock/".formatted(app), Map.of("reason", reason));
        assertThat(locked.status()).as(locked.text()).isEqualTo(200);
        return client.post("/api/0/deploys/", Map.of("app", app, "user", "bob", "queue", true))
                .json();
    }

    /** The events of a kind of an app. */
    final List<JsonNode> events(String app, String kind) throws Exception {
        return client.get("/api/0/events/?app=%s&kind=%s".formatted(app, kind))
                .json()
                .valueStream()
                .toList();
    }

    /** Lets time pass until there are so many of them. */
    final JsonNode await(int count, String app, String kind, Duration step) throws Exception {
        while (events(app, kind).size() < count) {
            server.time().pass(step);
            Pause.briefly();
        }
        return events(app, kind).getFirst();
    }

    /** Lets time pass until people were reminded of something else. */
    final void awaitAnother() throws Exception {
        var app = "other-" + ++others;
        held(app, "db migration");
        await(1, app, "deploy.waiting", Duration.ofSeconds(5));
    }

    final long reminders(String app) throws SQLException {
        try (var connection = DriverManager.getConnection(present().jdbcUrl());
                var statement = connection.prepareStatement(
                        "select count(*) from reminders r join apps a on a.id = r.app_id where a.name = ?")) {
            statement.setString(1, app);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

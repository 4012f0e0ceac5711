package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Postgres;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Concurrent use of all operations that lock shared rows: PostgreSQL aborts no transaction because of a deadlock. The
 * simulation also checks that transactions lock rows in one order.
 */
@Tag("processes")
@Tag("postgres")
class DeadlocksTest {
    private static final int ROUNDS = 15;
    private static final String DEADLOCKS = "select deadlocks from pg_stat_database where datname = current_database()";

    @TempDir
    Path directory;

    @Test
    void concurrentOperations_causeNoDeadlock() throws Exception {
        var database = Postgres.withUsualLimits();
        var repository = TestRepository.make(directory.resolve("repository"));
        var config = Files.writeString(
                directory.resolve("waybill.yaml"),
                "pools: {database: 2}\napps:\n  shop: {repository: %s, deploy: 'true', pool: database}\n"
                        .formatted(repository.path()));
        try (var anna = TestServer.in(directory.resolve("anna"))
                        .on(database)
                        .with(config)
                        .named("anna")
                        .start();
                var bert = TestServer.in(directory.resolve("bert"))
                        .on(database)
                        .with(config)
                        .named("bert")
                        .start()) {
            var here = anna.client();
            var there = bert.client();
            here.awaitEnd(here.deploy("shop", ""));
            repository.commit("second", "second");
            here.awaitEnd(here.deploy("shop", ""));

            var statuses = atOnce(Stream.of(requests(here, there), changes(here, there, repository))
                    .flatMap(List::stream)
                    .toList());

            assertThat(statuses).allMatch(status -> status < 500);
            assertThat(deadlocks(database)).isZero();
        }
    }

    /** Request, cancel and retry deploys. */
    private static List<Callable<Integer>> requests(Client here, Client there) {
        var again = Map.of("app", "shop", "reason", "again");
        var back = Map.of("reason", "it is slow", "cancel", true);
        return List.of(
                () -> post(here, "/api/0/deploys/", again),
                () -> post(there, "/api/0/deploys/", again),
                () -> post(here, "/api/0/apps/shop/envs/production/rollback/", back),
                () -> post(there, "/api/0/apps/shop/envs/production/rollback/", back),
                () -> post(
                        here, "/api/0/deploys/shop/production/1/judge/", Map.of("verdict", "good", "reason", "it is")));
    }

    /** Other changes at the same time. */
    private static List<Callable<Integer>> changes(Client here, Client there, TestRepository repository) {
        var other = Map.of(
                "name", "other", "repository", repository.path().toString(), "provider", "shell", "deploy", "true");
        return List.of(
                () -> post(there, "/api/0/reload/", Map.of()),
                () -> put(here, "/api/0/apps/shop/lock/", Map.of("reason", "a look")),
                () -> there.delete("/api/0/apps/shop/lock/").status(),
                () -> put(there, "/api/0/apps/other/", Map.of("locked_reason", "a look")),
                () -> here.delete("/api/0/apps/other/").status(),
                () -> post(there, "/api/0/apps/", other));
    }

    private static int put(Client client, String path, Map<String, ?> body) throws Exception {
        return client.put(path, body).status();
    }

    private static int post(Client client, String path, Map<String, ?> body) throws Exception {
        return client.post(path, body).status();
    }

    private static List<Integer> atOnce(List<Callable<Integer>> deeds) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            var all = threads.invokeAll(deeds.stream()
                    .<Callable<List<Integer>>>map(deed -> () -> {
                        var answered = new ArrayList<Integer>();
                        for (var i = 0; i < ROUNDS; i++) {
                            answered.add(deed.call());
                        }
                        return answered;
                    })
                    .toList());
            for (var some : all) {
                statuses.addAll(some.get());
            }
            return statuses;
        }
    }

    private static int deadlocks(Database database) throws Exception {
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement();
                var row = statement.executeQuery(DEADLOCKS)) {
            row.next();
            return row.getInt(1);
        }
    }
}

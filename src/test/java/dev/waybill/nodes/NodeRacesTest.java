package dev.waybill.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two servers on one PostgreSQL do at the same moment: the transaction of the one is open while the other comes. */
@Tag("processes")
@Tag("postgres")
class NodeRacesTest {
    private static final String WAITING =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    @TempDir
    Path directory;

    private Database database;
    private TestServer anna;
    private Client client;
    /** Whoever else is at it. */
    private Connection other;

    @BeforeEach
    void prepare() throws Exception {
        database = Postgres.fresh();
        anna = TestServer.in(directory.resolve("anna"))
                .on(database)
                .named("anna")
                .start();
        client = anna.client();
        client.app("shop", TestRepository.make(directory.resolve("repository")), "true");
        other = DriverManager.getConnection(database.jdbcUrl());
    }

    @AfterEach
    void close() throws Exception {
        other.close();
        anna.close();
    }

    @Test
    void forget_endsADeploy_thatTheNodeIsJustClaiming() throws Exception {
        client.put("/api/0/drain/", java.util.Map.of());
        var deploy = client.deploy("shop", "");
        silentNode("bert");

        var forgotten = whileAnotherHas(
                () -> {
                    sql("update gates set version = version where id = 1");
                    sql("update deploys set state = 'running', node_id = 'bert', started_at = 1");
                },
                () -> client.delete("/api/0/nodes/bert/"));

        assertThat(forgotten.status()).isEqualTo(200);
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("interrupted");
    }

    @Test
    void forget_leavesADeployAlone_thatHasJustEnded() throws Exception {
        client.put("/api/0/drain/", java.util.Map.of());
        var deploy = client.deploy("shop", "");
        silentNode("bert");
        sql("update deploys set state = 'running', node_id = 'bert', started_at = 1");

        var forgotten = whileAnotherHas(
                () -> sql("update deploys set state = 'finished', outcome = 'succeeded', finished_at = 2"),
                () -> client.delete("/api/0/nodes/bert/"));

        assertThat(forgotten.status()).isEqualTo(200);
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("succeeded");
        assertThat(client.get("/api/0/events/?kind=deploy.finished").json()).isEmpty();
    }

    @Test
    void deleteOfAnApp_isRefused_whenARequestIsJustBeingRecorded() throws Exception {
        client.put("/api/0/drain/", java.util.Map.of());

        var deleted = whileAnotherHas(
                () -> {
                    sql("insert into lanes (app_id, environment, last_number) select id, 'production', 1 from apps");
                    sql("""
                            insert into deploys (app_id, environment, number, task, ref, question, user_id, caller_id, door, forced,
                                rank, params, app_version, state, created_at, version)
                            select a.id, 'production', 1, 'deploy', 'main', 'main', u.id, u.id, 'api', 0, 1, '{}', 1, 'pending', 1, 1
                            from apps a cross join users u
                            """);
                },
                () -> client.delete("/api/0/apps/shop/"));

        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.json().get("error").asString()).contains("shop has 1 deploys pending or running");
    }

    @Test
    void lock_isRefused_whenItsAppIsJustBeingRemoved() throws Exception {
        var locked = whileAnotherHas(
                () -> sql("delete from apps"),
                () -> client.put("/api/0/apps/shop/lock/", java.util.Map.of("reason", "a look")));

        assertThat(locked.status()).isEqualTo(409);
        assertThat(locked.json().get("error").asString()).contains("was deleted at the same moment");
    }

    @Test
    void deploy_isResolvedByAnotherServer_whenItsOwnIsGone() throws Exception {
        var repository = directory.resolve("repository");
        try (var bert = TestServer.in(directory.resolve("bert"))
                .on(database)
                .named("bert")
                .start()) {
            Files.move(repository, directory.resolve("away"));
            var deploy = client.deploy("shop", "");
            anna.close();
            Files.move(directory.resolve("away"), repository);

            bert.time().pass(Duration.ofMinutes(1));
            var there = bert.client();
            there.awaitEnd(deploy);

            assertThat(deploy.get("sha").isNull()).isTrue();
            assertThat(there.show(deploy).get("outcome").asString()).isEqualTo("succeeded");
        }
    }

    @Test
    void twoServers_startAtOnce_withTheSameNewApps() throws Exception {
        var config = Files.writeString(
                directory.resolve("apps.yaml"),
                "apps:\n"
                        + String.join(
                                "",
                                IntStream.range(0, 50)
                                        .mapToObj("  new%d: {repository: /srv/git/new, deploy: 'true'}\n"::formatted)
                                        .toList()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starting = threads.invokeAll(IntStream.range(0, 2)
                    .mapToObj(i -> (Callable<TestServer>) () -> TestServer.in(directory.resolve("node" + i))
                            .on(database)
                            .with(config)
                            .named("node" + i)
                            .start())
                    .toList());
            for (Future<TestServer> server : starting) {
                try (var started = server.get()) {
                    assertThat(started.client().get("/api/0/apps/").json()).hasSize(51);
                }
            }
        }
    }

    private interface Changes {
        void make() throws Exception;
    }

    /** Another has made changes and not committed them when somebody asks; it commits when that somebody waits for it. */
    private <T> T whileAnotherHas(Changes changes, Callable<T> asked) throws Exception {
        other.setAutoCommit(false);
        changes.make();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var watch = DriverManager.getConnection(database.jdbcUrl())) {
            var answer = threads.submit(asked);
            while (count(watch, WAITING) == 0 && !answer.isDone()) {
                Pause.briefly();
            }
            other.commit();
            return answer.get();
        } finally {
            other.setAutoCommit(true);
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void sql(String sql) throws SQLException {
        try (var statement = other.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private void silentNode(String name) throws Exception {
        sql("insert into nodes (id, name, epoch, max_running, started_at, beat) values ('%1$s', '%1$s', 1, 5, 1, 1)"
                .formatted(name));
        client.get("/api/0/nodes/");
        anna.time().pass(Duration.ofMinutes(1));
        while (!client.get("/api/0/nodes/")
                .text()
                .matches("(?s).*\"name\": ?\"%s\"[^}]*\"silentSince\": ?\"2.*".formatted(name))) {
            anna.time().pass(Duration.ofMinutes(1));
        }
    }
}

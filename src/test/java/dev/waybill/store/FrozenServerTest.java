package dev.waybill.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.ServerProcess;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two servers is stopped by SIGSTOP at the worst moment: in a transaction that appends an event. */
@Tag("processes")
@Tag("postgres")
class FrozenServerTest {
    private static final String STATE_OF_BERT = """
            select coalesce(max(state || ' ' || coalesce(wait_event_type, '')), '') from pg_stat_activity
            where application_name = 'bert' and query like 'insert into events%' and state <> 'idle'
            """;

    /** PostgreSQL has ended the session, after 3 s without a statement. */
    private static final String DROPPED = "";

    @TempDir
    Path directory;

    @Test
    void otherServer_respondsWithinSeconds_andDropsItsSession() throws Exception {
        var database = Postgres.withUsualLimits();
        var asBert = database.jdbcUrl() + "&ApplicationName=bert";
        try (var anna = TestServer.in(directory.resolve("anna"))
                        .on(database)
                        .named("anna")
                        .start();
                var bert = ServerProcess.start(directory.resolve("bert"), "--database", asBert, "--node-name", "bert");
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var repository = TestRepository.make(directory.resolve("repository"));
            var frozen = freezeInATransaction(bert, database, requests);

            var begun = System.nanoTime();
            anna.client().app("shop", repository, "true");
            var waited = Duration.ofNanos(System.nanoTime() - begun);
            var log = anna.client().awaitEnd(anna.client().deploy("shop", ""));
            awaitSilence(anna, "bert");
            var forgotten = anna.client().delete("/api/0/nodes/bert/");
            bert.thaw();
            frozen.cancel(true);

            assertThat(waited).isLessThan(Duration.ofSeconds(10));
            assertThat(log).contains(">> succeeded");
            assertThat(forgotten.status()).as(forgotten.text()).isEqualTo(200);
        }
    }

    /**
     * The server locks the row that numbers events, and waits for a table that we have locked. Then we stop the server
     * and release the table.
     */
    private static Future<?> freezeInATransaction(ServerProcess server, Database database, ExecutorService requests)
            throws Exception {
        try (var ours = DriverManager.getConnection(database.jdbcUrl());
                var holding = ours.createStatement();
                var watching = DriverManager.getConnection(database.jdbcUrl());
                var watch = watching.createStatement()) {
            ours.setAutoCommit(false);
            holding.execute("lock table events in exclusive mode");
            var request = requests.submit(() -> server.client().put("/api/0/drain/", Map.of()));
            awaitState(Set.of("active Lock"), watch);
            server.freeze();
            ours.commit();
            awaitState(Set.of("idle in transaction Client", DROPPED), watch); // a slow machine sees only the end
            return request;
        }
    }

    private static void awaitState(Set<String> states, Statement watch) throws SQLException, InterruptedException {
        while (!states.contains(stateOfBert(watch))) {
            Pause.briefly();
        }
    }

    private static String stateOfBert(Statement watch) throws SQLException {
        try (var row = watch.executeQuery(STATE_OF_BERT)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void awaitSilence(TestServer server, String name) throws Exception {
        server.time().pass(Duration.ofMinutes(1));
        var client = server.client();
        while (!isSilent(client, name)) {
            Pause.briefly();
        }
    }

    private static boolean isSilent(Client client, String name) throws Exception {
        return client.get("/api/0/nodes/")
                .json()
                .valueStream()
                .anyMatch(node -> node.get("name").asString().equals(name)
                        && node.get("silentSince").isString());
    }
}

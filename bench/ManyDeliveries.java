import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Small deploys, alternately while a server works through a backlog of deliveries and while the backlog is paused, so that both see
 * the same disk. The deliveries are of deploys whose apps have no code host: each is looked up, attempted and recorded, and no other system
 * costs time.
 *
 * @param count how many deliveries there are
 */
record ManyDeliveries(int count) implements Workload {
    private static final int WARM_UP = 25;
    private static final int TURNS = 15;
    private static final int IN_A_TURN = 5;
    private static final String OPEN = "waybill_deliveries_open";

    private static final String EVENTS = """
            insert into events (seq, at, kind, app_id, environment, deploy_id, user_id, data, app_name, deploy_name, user_name)
            select c.seq + d.id, d.finished_at, e.kind, d.app_id, d.environment, d.id, e.user_id, e.data, a.name,
                a.name || '/' || d.environment || '#' || d.number, e.user_name
            from deploys d join apps a on a.id = d.app_id, event_counter c,
                (select * from events where kind = 'deploy.finished' order by seq limit 1) e
            where d.id <= %d
            """;
    private static final String DELIVERIES = """
            insert into deliveries (event_seq, courier, target, subject, app_id, environment, state, attempts, due_at, created_at, expires_at)
            select e.seq, 'deployments', 'github ' || e.app_name, cast(e.deploy_id as text), e.app_id, e.environment, 'pending', 0,
                %2$d, %2$d, %2$d + 86400000
            from events e, event_counter c where e.seq > c.seq and e.deploy_id <= %1$d
            """;
    /** Whatever reads events has seen these. */
    private static final List<String> PAST = List.of(
            "update event_counter set seq = (select max(seq) from events)",
            "update event_cursors set seq = (select max(seq) from events)");

    /** Pretends that a later start of this server holds the lease, so that it sends nothing. */
    private static final String REST = "update leases set epoch = epoch + 1000000000000 where name = 'deliveries'";

    private static final String RESUME = "update leases set epoch = epoch - 1000000000000 where name = 'deliveries'";

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var directory = testbed.scratch().resolve("deliveries");
        var repository = testbed.repository("deliveries", 50);
        History.make(testbed, directory, count);
        try (var connection = testbed.databases().connect(directory); var statement = connection.createStatement()) {
            if (!testbed.databases().areEmbedded()) {
                statement.execute("select setval(pg_get_serial_sequence('deploys', 'id'), %d)".formatted(count));
            }
        }
        try (var server = Served.start(testbed.home(), directory, testbed.databases())) {
            server.app("small", repository, "true");
            small(server, 1); // its event is the template for all others
        }
        fill(testbed, directory);
        try (var server = Served.start(testbed.home(), directory, testbed.databases())) {
            small(server, WARM_UP);
            return turns(testbed, directory, server);
        }
    }

    private List<Figure> turns(Testbed testbed, Path directory, Served server) throws Exception {
        var calm = new ArrayList<Double>();
        var busy = new ArrayList<Double>();
        var delivered = 0.0;
        var seconds = 0.0;
        for (var turn = 0; turn < TURNS; turn++) {
            change(testbed, directory, REST);
            small(server, 1); // by its end, so has whatever was being sent
            calm.addAll(small(server, IN_A_TURN));
            change(testbed, directory, RESUME);
            small(server, 1); // its events wake the sender
            var before = server.metric(OPEN);
            var start = System.nanoTime();
            busy.addAll(small(server, IN_A_TURN));
            seconds += (System.nanoTime() - start) / 1e9;
            delivered += before - server.metric(OPEN);
        }
        if (server.metric(OPEN) == 0) {
            throw new IllegalStateException("there were too few deliveries: measure with more --deploys");
        }
        return List.of(
                new Figure("deliveries, of %,d".formatted(count), delivered / seconds, "/s", 0, "at least 500 /s"),
                Figure.millis("POST to finished meanwhile", Timing.median(busy), Timing.median(calm), "at most 1.1 x"));
    }

    private static void change(Testbed testbed, Path directory, String sql) throws SQLException {
        try (var connection = testbed.databases().connect(directory); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Double> small(Served server, int times) throws Exception {
        return new ArrayList<>(Timing.repeated(times, () -> server.deployAndWait("small")));
    }

    private void fill(Testbed testbed, Path directory) throws SQLException {
        try (var connection = testbed.databases().connect(directory); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(EVENTS.formatted(count));
            statement.execute(DELIVERIES.formatted(count, System.currentTimeMillis()));
            for (var sql : PAST) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Inserts the rows of a history, in one transaction of its caller's. */
final class HistoryRows {
    private static final int USERS = 40;
    private static final int PARTS_OF_LOG = 4;
    private static final int AT_ONCE = 1_000;

    private final Connection connection;
    private final int deploys;
    private final long end = System.currentTimeMillis() - 60_000;

    /** The last deploy of a lane, and the last that went live. */
    private static final class Lane {
        private int number;
        private int live;
    }

    private record LaneKey(int app, String environment) {}

    private final Map<LaneKey, Lane> lanes = new HashMap<>();

    HistoryRows(Connection connection, int deploys) {
        this.connection = connection;
        this.deploys = deploys;
    }

    void insert() throws SQLException {
        for (var i = 0; i < USERS; i++) {
            update("insert into users (name, created_at) values (?, ?)", "user-%02d".formatted(i), end);
        }
        var apps = ids("apps");
        for (var app : apps.values()) {
            for (var environment : History.ENVIRONMENTS) {
                update("insert into lanes (app_id, environment, last_number) values (?, ?, 0)", app, environment);
            }
        }
        insertDeploys(apps, ids("users"));
        insertLogs();
        for (var lane : lanes.entrySet()) {
            update(
                    "update lanes set last_number = ?, last_live = ? where app_id = ? and environment = ?",
                    lane.getValue().number,
                    lane.getValue().live,
                    apps.get("app-%03d".formatted(lane.getKey().app)),
                    lane.getKey().environment);
        }
    }

    private void insertDeploys(Map<String, Long> apps, Map<String, Long> users) throws SQLException {
        var node = node();
        var sql = """
            insert into deploys (id, app_id, environment, number, task, ref, question, sha, previous_sha, user_id, caller_id, door, forced, rank,
                reason, params, app_version, message, state, outcome, created_at, node_id, started_at, finished_at, version, live_number)
            values (?, ?, ?, ?, 'deploy', ?, 'main', ?, ?, ?, ?, 'api', 0, 0, ?, '{}', 1, ?, 'finished', ?, ?, ?, ?, ?, 4, ?)
            """;
        try (var statement = connection.prepareStatement(sql)) {
            for (var id = 1L; id <= deploys; id++) {
                var deploy = PastDeploy.of(id, deploys);
                var lane = lanes.computeIfAbsent(new LaneKey(deploy.app(), deploy.environment()), _ -> new Lane());
                lane.number++;
                lane.live += deploy.succeeded() ? 1 : 0;
                var user = users.get(deploy.user());
                add(statement, id, id, apps.get("app-%03d".formatted(deploy.app())), deploy.environment(), lane.number, deploy.ref(),
                        deploy.sha(), deploy.previousSha(), user, user, deploy.reason(), deploy.message(), deploy.outcome(),
                        deploy.createdAt(end), node, deploy.wasStarted() ? deploy.startedAt(end) : null, deploy.finishedAt(end),
                        deploy.succeeded() ? lane.live : null);
            }
            statement.executeBatch();
        }
    }

    private void insertLogs() throws SQLException {
        var chunkSql = "insert into log_chunks (deploy_id, start_at, origin, step, bytes, at) values (?, ?, 'command', 'deploy', ?, ?)";
        try (var logs = connection.prepareStatement("insert into logs (deploy_id, stored_end, complete) values (?, ?, 1)");
                var chunks = connection.prepareStatement(chunkSql)) {
            for (var id = 1L; id <= deploys; id++) {
                var length = 0;
                for (var part = 0; part < PARTS_OF_LOG && History.hasLog(id); part++) {
                    var deploy = PastDeploy.of(id, deploys);
                    var output = deploy.output(part);
                    add(chunks, id, id, length, output, deploy.createdAt(end));
                    length += output.length;
                }
                add(logs, id, id, length);
            }
            logs.executeBatch();
            chunks.executeBatch();
        }
    }

    /** @param row executes the batch from time to time */
    private static void add(PreparedStatement statement, long row, Object... values) throws SQLException {
        set(statement, values);
        statement.addBatch();
        if (row % AT_ONCE == 0) {
            statement.executeBatch();
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private Map<String, Long> ids(String table) throws SQLException {
        var ids = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id, name from " + table)) {
            while (rows.next()) {
                ids.put(rows.getString(2), rows.getLong(1));
            }
        }
        return ids;
    }

    private String node() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from nodes")) {
            rows.next();
            return rows.getString(1);
        }
    }
}

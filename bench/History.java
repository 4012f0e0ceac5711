import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Years of deploys in a minute: 200 apps with 4 environments, deploys that ended in every way, logs for some. The server makes the
 * tables and the apps; the rows of the past go straight into its database while it is stopped. Twice the same is made.
 */
final class History {
    static final int APPS = 200;
    static final List<String> ENVIRONMENTS = List.of("production", "staging", "testing", "development");

    /** Deployed long ago only: behind every newer deploy of the others. */
    static final String OLD_APP = "app-199";

    /** Requested one deploy in a thousand, where the others share the rest. */
    static final String RARE_USER = "user-00";

    private static final int WITH_LOG = 100;

    private History() {}

    /** The newest deploy that has a log. */
    static long lastWithLog(int deploys) {
        return deploys / WITH_LOG * WITH_LOG;
    }

    static boolean hasLog(long deploy) {
        return deploy % WITH_LOG == 0;
    }

    /** Fills a new directory; a server started on it afterwards has that many finished deploys. */
    static void make(Testbed testbed, Path directory, int deploys) throws Exception {
        try (var server = Served.start(testbed.home(), directory, testbed.databases())) {
            for (var i = 0; i < APPS; i++) {
                server.send("POST", "/api/0/apps/", app("app-%03d".formatted(i)));
            }
        }
        try (var connection = testbed.databases().connect(directory)) {
            if (testbed.databases().areEmbedded()) {
                withoutSafety(connection);
            }
            connection.setAutoCommit(false);
            new HistoryRows(connection, deploys).insert();
            connection.commit();
            connection.setAutoCommit(true);
            if (!testbed.databases().areEmbedded()) {
                run(connection, "vacuum analyze"); // as it would long have been done
            }
        }
    }

    private static void withoutSafety(Connection connection) throws SQLException {
        run(connection, "pragma journal_mode = off");
        run(connection, "pragma synchronous = off");
        run(connection, "pragma cache_size = -400000");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, Object> app(String name) {
        var environments = new TreeMap<String, Object>();
        for (var environment : ENVIRONMENTS) {
            environments.put(environment, Map.of("default_ref", "main"));
        }
        return Map.of(
                "name", name,
                "repository", "git@github.com:acme/%s.git".formatted(name),
                "provider", "shell",
                "provider_config", Map.of("command", "./deploy.sh {environment} {sha}", "timeout", 600),
                "environments", environments);
    }
}

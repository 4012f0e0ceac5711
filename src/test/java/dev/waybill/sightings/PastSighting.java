package dev.waybill.sightings;

import dev.waybill.TestServer;
import java.sql.DriverManager;

/** Another commit that was found live in production than was deployed there. */
public final class PastSighting {
    /** {@code APP} stands for the id of the app. */
    public static final String SQL = """
            insert into sightings (app_id, environment, provider, seen_at, next_at, release_name, sha, since, by_user, address,
                drift_deploy_id, drift_sha, drift_at)
            select app_id, environment, 'shell', finished_at + 300000, finished_at + 600000, 'Heroku release v42', '%1$s', finished_at + 60000,
                'ann@example.com', 'https://dashboard.heroku.com/apps/acme-shop/activity', id, '%1$s', finished_at + 300000
            from deploys where app_id = APP and environment = 'production' and live_number is not null
            order by live_number desc limit 1
            """.formatted("d".repeat(40));

    private PastSighting() {}

    public static void put(TestServer server, String app) throws Exception {
        var url = "jdbc:sqlite:" + server.data().resolve("waybill.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
            statement.executeUpdate(SQL.replace("APP", "(select id from apps where name = '%s')".formatted(app)));
        }
    }
}

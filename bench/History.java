import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Years of deploys in a minute: 200 apps with 4 environments, deploys that ended in every way, logs for some. The server makes the
 * tables and the apps; the rows of the past go straight into its SQLite file while it is stopped. Twice the same is made.
 */
final class History {
    static final int APPS = 200;

    /** Deployed long ago only: behind every newer deploy of the others. */
    static final String OLD_APP = "app-199";

    /** Asked for one deploy in a thousand, where the others share the rest. */
    static final String RARE_USER = "user-00";

    private static final int USERS = 40;
    private static final int WITH_LOG = 100;
    private static final long BETWEEN = 60_000;

    private History() {}

    /** Fills a fresh directory; a server started on it afterwards has that many ended deploys. */
    static void make(Path home, Path directory, int deploys) throws IOException, InterruptedException, SQLException {
        try (var server = Served.start(home, directory)) {
            for (var i = 0; i < APPS; i++) {
                server.send("POST", "/api/0/apps/", app("app-%03d".formatted(i)));
            }
        }
        var file = directory.resolve("data/waybill.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            run(connection, "pragma journal_mode = off");
            run(connection, "pragma synchronous = off");
            run(connection, "pragma cache_size = -400000");
            connection.setAutoCommit(false);
            fill(connection, deploys);
            connection.commit();
        }
    }

    private static Map<String, Object> app(String name) {
        var environments = new TreeMap<String, Object>();
        for (var environment : new String[] {"production", "staging", "testing", "development"}) {
            environments.put(environment, Map.of("default_ref", "main"));
        }
        return Map.of(
                "name", name, "repository", "git@github.com:acme/%s.git".formatted(name), "provider", "shell",
                "provider_config", Map.of("command", "./deploy.sh {environment} {sha}", "timeout", 600), "environments", environments);
    }

    private static void fill(Connection connection, int deploys) throws SQLException {
        var end = System.currentTimeMillis() - BETWEEN;
        var numbers = "with recursive n (i) as (select 1 union all select i + 1 from n where i < %d) ";
        run(connection, numbers.formatted(USERS) + "insert into users (name, created_at) select printf('user-%02d', i - 1), %d from n".replace("%d", "" + end));
        run(connection, "create temp table envs (place integer primary key, name text)");
        run(connection, "insert into envs values (0, 'production'), (1, 'staging'), (2, 'testing'), (3, 'development')");
        run(connection, "create temp table laned as " + numbers.formatted(deploys) + """
            select i, (i * 2654435761 >> 7) % 1000 as dice,
                case when i <= {deploys} / 100 then 199 else (i / 4) % 199 end as app, i % 4 as env
            from n
            """.replace("{deploys}", "" + deploys));
        run(connection, """
            insert into lanes (app_id, environment, last_number)
            select a.id, e.name, count(*) from laned l join apps a on a.name = printf('app-%03d', l.app) join envs e on e.place = l.env group by 1, 2
            """);
        run(connection, """
            insert into deploys (id, app_id, environment, number, task, ref, question, sha, previous_sha, user_id, caller_id, door, forced, rank,
                reason, params, app_version, message, state, outcome, created_at, node_id, started_at, finished_at, version, live_number)
            select l.i, a.id, e.name, row_number() over (partition by l.app, l.env order by l.i), 'deploy',
                case when dice < 900 then 'main' else 'feature-' || dice || '-' || (l.i % 997) end, 'main',
                printf('%08x%032x', l.i * 2654435761 % 4294967296, l.i / 20), case when l.i > 200 then printf('%08x%032x', (l.i - 200) * 2654435761 % 4294967296, (l.i - 200) / 20) end,
                u.id, u.id, 'api', 0, 0, case when dice % 7 = 0 then 'release ' || l.i end, '{}', 1,
                case when dice between 800 and 899 then 'the command ended with exit code 1' end, 'finished',
                case when dice < 800 then 'succeeded' when dice < 900 then 'failed' when dice < 920 then 'timed_out' when dice < 930 then 'interrupted'
                    when dice < 980 then 'cancelled' else 'superseded' end,
                at.t, (select id from nodes), case when dice < 930 then at.t + 2000 end, at.t + 2000 + dice * 37, 4,
                case when dice < 800 then sum(dice < 800) over (partition by l.app, l.env order by l.i) end
            from laned l join (select i, {end} - ({deploys} - i) * {between} as t from laned) at on at.i = l.i
                join apps a on a.name = printf('app-%03d', l.app) join envs e on e.place = l.env
                join users u on u.name = printf('user-%02d', case when dice = 7 then 0 else 1 + dice % 39 end)
            order by l.i
            """.replace("{end}", "" + end).replace("{deploys}", "" + deploys).replace("{between}", "" + BETWEEN));
        run(connection, """
            update lanes set last_live = coalesce((
                select max(live_number) from deploys d where d.app_id = lanes.app_id and d.environment = lanes.environment), 0)
            """);
        run(connection, """
            insert into logs (deploy_id, stored_end, complete)
            select id, case when id % {every} = 0 then 8000 else 0 end, 1 from deploys
            """.replace("{every}", "" + WITH_LOG));
        run(connection, """
            insert into log_chunks (deploy_id, start_at, origin, step, bytes, at)
            select d.id, c.part * 2000, 'command', 'deploy',
                cast(replace(printf('%025d', 0), '0', printf('step %-6d of deploy %-10d: it is on its way to all machines, said the scribe' || char(10), c.part, d.id)) as blob), d.created_at
            from deploys d join (select 0 as part union select 1 union select 2 union select 3) c where d.id % {every} = 0
            """.replace("{every}", "" + WITH_LOG));
        run(connection, "update logs set stored_end = (select sum(length(bytes)) from log_chunks c where c.deploy_id = logs.deploy_id) where stored_end > 0");
        run(connection, "update log_chunks set start_at = start_at / 2000 * length(bytes)");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

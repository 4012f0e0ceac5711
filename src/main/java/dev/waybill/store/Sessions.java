package dev.waybill.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How sessions with PostgreSQL are set up: so that a server that dies or is stopped in the middle of a transaction costs the others
 * seconds, and a database that has vanished is noticed. What the JDBC URL says counts more.
 */
final class Sessions {
    /**
     * The first statement of a session. Not given while connecting, which poolers such as PgBouncer refuse; and only what this
     * PostgreSQL knows. A transaction holds its rows until its server goes on, which may be never, so it does not stay idle for long.
     */
    static final String SETTINGS = """
            select set_config(known.name, wanted.setting, false)
            from (values
                    ('idle_in_transaction_session_timeout', '3s'),
                    ('lock_timeout', '10s'),
                    ('tcp_keepalives_idle', '10'),
                    ('tcp_keepalives_interval', '5'),
                    ('tcp_keepalives_count', '3'),
                    ('tcp_user_timeout', '30s')
                ) as wanted (name, setting)
                join pg_settings known on known.name = wanted.name
            where known.source <> 'client'
            """;

    /** In seconds. */
    private static final String LONGEST_CONNECT = "5";

    /** In seconds; longer than any statement of ours takes, so that only a lost connection is given up. */
    private static final String LONGEST_SILENCE = "30";

    private Sessions() {}

    /** For the driver. */
    static Properties properties() {
        var properties = plainProperties();
        properties.setProperty("socketTimeout", LONGEST_SILENCE);
        return properties;
    }

    /** The same for statements that may take as long as they need. */
    static Properties plainProperties() {
        var properties = new Properties();
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", LONGEST_CONNECT);
        return properties;
    }

    /** One that belongs to no pool; whoever opens it closes it. */
    static Connection open(Database database) throws SQLException {
        var connection = DriverManager.getConnection(database.jdbcUrl(), properties());
        try (var statement = connection.createStatement()) {
            if (!database.isPooled()) {
                statement.execute(SETTINGS);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}

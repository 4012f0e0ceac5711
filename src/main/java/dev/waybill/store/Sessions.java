package dev.waybill.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Settings of PostgreSQL sessions, so that a server that dies or stops in the middle of a transaction delays others only by
 * seconds, a lost database is noticed, and logs are compressed quickly. The JDBC URL takes precedence.
 */
final class Sessions {
    /**
     * The first statement of a session. It is not part of the connection's options, which poolers such as PgBouncer refuse, and
     * only contains settings of this PostgreSQL version. Idle transactions are ended soon, because they keep their rows locked.
     * Compressing a chunk of a log with PostgreSQL's own method takes longer than everything else that is done for it.
     */
    static final String SETTINGS = """
            select set_config(known.name, wanted.setting, false)
            from (values
                    ('idle_in_transaction_session_timeout', '3s'),
                    ('lock_timeout', '10s'),
                    ('tcp_keepalives_idle', '10'),
                    ('tcp_keepalives_interval', '5'),
                    ('tcp_keepalives_count', '3'),
                    ('tcp_user_timeout', '30s'),
                    ('default_toast_compression', 'lz4')
                ) as wanted (name, setting)
                join pg_settings known on known.name = wanted.name
            where known.source <> 'client' and (known.enumvals is null or wanted.setting = any (known.enumvals))
            """;

    /** In seconds. */
    private static final String LONGEST_CONNECT = "5";

    /** In seconds; longer than any statement, so that only lost connections are given up. */
    private static final String LONGEST_SILENCE = "30";

    private Sessions() {}

    /** Settings of the driver. */
    static Properties properties() {
        var properties = plainProperties();
        properties.setProperty("socketTimeout", LONGEST_SILENCE);
        return properties;
    }

    /** The same without limits for statements. */
    static Properties plainProperties() {
        var properties = new Properties();
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", LONGEST_CONNECT);
        return properties;
    }

    /** A connection outside of all pools, closed by whoever opens it. */
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

package dev.waybill;

import dev.waybill.store.Database;
import dev.waybill.store.Db;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server, started once and ended with the JVM. */
public final class Postgres {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String TEMPLATE = "migrated";
    private static final String PATIENT =
            "&options=-c%20lock_timeout=30s%20-c%20idle_in_transaction_session_timeout=20s";
    private static @Nullable EmbeddedPostgres server;
    private static boolean hasTemplate;

    private Postgres() {}

    /**
     * A new database with the tables of Waybill, a copy of one: the migrations take much longer. Its sessions wait for longer than
     * usual, so that a machine that is busy fails no test.
     */
    public static Database fresh() throws IOException, SQLException {
        return new Database(withUsualLimits().jdbcUrl() + PATIENT);
    }

    /** The same with the limits of production, for the tests of what happens at them. */
    public static synchronized Database withUsualLimits() throws IOException, SQLException {
        if (!hasTemplate) {
            Db.open(create(TEMPLATE, "template1")).close();
            hasTemplate = true;
        }
        return create("test" + COUNT.incrementAndGet(), TEMPLATE);
    }

    /** A new database without any tables. */
    public static synchronized Database empty() throws IOException, SQLException {
        return create("test" + COUNT.incrementAndGet(), "template1");
    }

    private static Database create(String name, String template) throws IOException, SQLException {
        if (server == null) {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("fsync", "off") // no test takes the power away from it
                    .setServerConfig("autovacuum", "off") // each of many databases would be looked at every minute
                    .setOutputRedirector(Redirect.DISCARD) // it keeps open what pg_ctl prints to, see NamedPipe
                    .start();
        }
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, template));
        }
        return new Database(server.getJdbcUrl("postgres", name));
    }
}

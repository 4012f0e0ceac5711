package dev.waybill;

import dev.waybill.store.Database;
import dev.waybill.store.Db;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server, started once and ended with the JVM. */
public final class Postgres {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String TEMPLATE = "migrated";
    private static @Nullable EmbeddedPostgres server;
    private static boolean hasTemplate;

    private Postgres() {}

    /** A new database with the tables of Waybill, a copy of one: the migrations take much longer. */
    public static synchronized Database fresh() throws IOException, SQLException {
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
                    .start();
        }
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, template));
        }
        return new Database(server.getJdbcUrl("postgres", name));
    }
}

package dev.waybill.deliveries;

import dev.waybill.TestServer;
import java.sql.DriverManager;
import java.util.List;

/** A delivery of the newest event that was made long ago, by a courier that this server does not know. */
public final class PastDelivery {
    private static final List<String> SQL = List.of("""
            insert into deliveries (id, event_seq, courier, target, subject, app_id, environment, state, attempts, due_at, created_at,
                expires_at, ended_at)
            select 1, seq, 'old', 'old.example.com', 'shop/production#1', app_id, environment, 'dead', 1, at, at, at + 86400000, at + 300
            from events where kind = 'deploy.finished' order by seq limit 1
            """, """
            insert into delivery_attempts (delivery_id, number, at, took_millis, result, request, answer)
            select id, 1, created_at, 300, 'refused', 'POST https://old.example.com/', '422 Unprocessable' from deliveries
            """);

    private PastDelivery() {}

    /** With the id 1. */
    public static void put(TestServer server) throws Exception {
        var url = "jdbc:sqlite:" + server.data().resolve("waybill.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
            for (var sql : SQL) {
                statement.executeUpdate(sql);
            }
        }
    }
}

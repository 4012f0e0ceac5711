package dev.waybill.store;

import dev.waybill.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A hash of all rows of a database, table by table, to compare two states. Leaves out what a server updates by itself: heartbeats
 * of nodes, when tokens were last used, which events its couriers have read, and what it has seen of repositories.
 */
public record DatabaseHash(Map<String, String> tables) {
    private static final Set<String> LEFT_OUT = Set.of("nodes.beat", "tokens.last_used_at");
    private static final Set<String> TABLES_LEFT_OUT =
            Set.of("event_cursors", "leases", "watches", "watch_wishes", "watch_refs");

    /** The hash of the embedded database in a data directory. */
    public static DatabaseHash of(TestServer server) throws SQLException {
        return of(Database.embedded(server.data().resolve("waybill.db")));
    }

    public static DatabaseHash of(Database database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl())) {
            var hashes = new TreeMap<String, String>();
            var schema = database.jdbcUrl().startsWith("jdbc:sqlite:") ? null : "public";
            try (var tables = connection.getMetaData().getTables(null, schema, "%", new String[] {"TABLE"})) {
                while (tables.next()) {
                    var name = tables.getString("TABLE_NAME");
                    if (!name.startsWith("sqlite_") && !TABLES_LEFT_OUT.contains(name)) {
                        hashes.put(name, hash(connection, name));
                    }
                }
            }
            return new DatabaseHash(hashes);
        }
    }

    private static String hash(Connection connection, String table) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select * from " + table)) {
            var columns = result.getMetaData();
            while (result.next()) {
                var row = new StringBuilder();
                for (var i = 1; i <= columns.getColumnCount(); i++) {
                    if (!LEFT_OUT.contains(table + "." + columns.getColumnName(i))) {
                        row.append(hex(result.getBytes(i))).append(' ');
                    }
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return sha256(String.join("\n", rows));
    }

    private static String hex(byte[] value) {
        return value == null ? "null" : HexFormat.of().formatHex(value);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

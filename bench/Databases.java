import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the servers keep their data: each embedded in its own directory, or each in a database of its own on a PostgreSQL server.
 * Those are dropped at the end.
 */
final class Databases implements AutoCloseable {
    private final String server;
    private final Map<Path, String> names = new LinkedHashMap<>();

    /** @param server JDBC URL of any database of a PostgreSQL server whose user may create others; null for embedded ones */
    Databases(String server) {
        this.server = server;
    }

    boolean areEmbedded() {
        return server == null;
    }

    /** The URL for the server of a directory; the same one every time. A new database is empty. */
    synchronized String url(Path directory) throws SQLException {
        if (areEmbedded()) {
            return "jdbc:sqlite:" + directory.resolve("data/waybill.db");
        }
        if (!names.containsKey(directory)) {
            var name = "bench_%d_%d".formatted(ProcessHandle.current().pid(), names.size());
            run("create database " + name);
            names.put(directory, name);
        }
        return server.replaceFirst("(//[^/]*/)[^?]*", "$1" + names.get(directory));
    }

    /** A connection for filling it quickly, while its server is stopped. */
    Connection connect(Path directory) throws SQLException {
        var url = url(directory);
        return DriverManager.getConnection(areEmbedded() ? url : url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true");
    }

    private void run(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        for (var name : names.values()) {
            run("drop database if exists %s with (force)".formatted(name));
        }
        names.clear();
    }
}

package dev.waybill.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** An earlier state of an SQLite database, to which it can be taken back while it is open elsewhere, but in no transaction. */
final class Snapshots implements AutoCloseable {
    private final Path copy;
    private final Connection connection;

    Snapshots(Path database) {
        copy = database.resolveSibling(database.getFileName() + ".earlier");
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void take() {
        execute("backup to '%s'".formatted(copy));
    }

    void restore() {
        execute("restore from '%s'".formatted(copy));
    }

    private void execute(String command) {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException(command, e);
        }
    }

    /** Another number when somebody has changed something. */
    long version() {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("pragma data_version")) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            Files.deleteIfExists(copy);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

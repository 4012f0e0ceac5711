package dev.waybill.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** What Flyway has recorded in a database that has all tables. */
final class MigrationHistory {
    private static final String RECORDED =
            "select version, checksum, success from flyway_schema_history order by installed_rank";

    /** A line for each migration, with its version and its checksum. A test compares them with those of Flyway. */
    private static final List<String> COMPLETE = lines("/db/migrations.txt");

    private MigrationHistory() {}

    /** Whether all migrations have succeeded, none of them was another one, and there is none of a newer release. */
    static boolean isComplete(DataSource source) {
        try {
            return recorded(source).equals(COMPLETE);
        } catch (SQLException e) {
            return false; // such as a new database, which has no such table
        }
    }

    static List<String> recorded(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(RECORDED)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add("%s %d%s".formatted(rows.getString(1), rows.getInt(2), rows.getBoolean(3) ? "" : " failed"));
            }
            return lines;
        }
    }

    private static List<String> lines(String resource) {
        try (var in = Objects.requireNonNull(MigrationHistory.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

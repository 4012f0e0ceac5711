package dev.waybill.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Checks whether a PostgreSQL database is suitable, before anything is written to it. */
final class Fitness {
    private static final Pattern TIME_ZONE = Pattern.compile("parameter \"TimeZone\": \"([^\"]*)\"");

    private Fitness() {}

    /** @throws IllegalStateException with a sentence that names the problem and the way out */
    static void check(Database database, DataSource source) {
        try (var connection = source.getConnection();
                var other = source.getConnection()) {
            var encoding = text(connection, "show server_encoding");
            if (!encoding.equals("UTF8")) {
                throw new IllegalStateException(
                        "database %s has the encoding %s, which cannot hold every name and log; create one with: create database NAME encoding 'UTF8' template template0"
                                .formatted(database.shownUrl(), encoding));
            }
            if (!database.isPooled() && changesSessions(connection, other)) {
                throw new IllegalStateException(
                        "database %s is reached through a pooler in transaction mode, which loses prepared statements; add prepareThreshold=0 to the URL, connect to PostgreSQL itself, or set pool_mode=session in PgBouncer"
                                .formatted(database.shownUrl()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "database %s cannot be used: %s".formatted(database.shownUrl(), sentence(e)), e);
        }
    }

    /** Two open connections have separate sessions, unless a pooler shares sessions. */
    private static boolean changesSessions(Connection one, Connection other) throws SQLException {
        var first = session(one);
        other.setAutoCommit(false);
        var second = session(other);
        var again = session(one);
        other.rollback();
        other.setAutoCommit(true);
        return first.equals(second) || !first.equals(again);
    }

    private static String session(Connection connection) throws SQLException {
        return text(connection, "select pg_backend_pid()");
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String sentence(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("it does not say why");
        var zone = TIME_ZONE.matcher(message);
        return zone.find()
                ? "it does not know the time zone \"%s\" of this server; start with another in TZ, such as TZ=UTC"
                        .formatted(zone.group(1))
                : message;
    }
}

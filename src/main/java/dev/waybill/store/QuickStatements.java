package dev.waybill.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Single statements without JDBI, whose preparation takes twice as long as SQLite needs for the answer. Statements stay prepared
 * on their connection; PostgreSQL's driver does that on its own. Thread-safe.
 */
final class QuickStatements {
    /** Per connection; more than needed, because only the filters of lists vary. */
    private static final int MOST = 200;

    /** For rows that can have a megabyte each. */
    private static final int AT_ONCE = 5;

    private final DataSource source;
    private final boolean isSqlite;

    /** By connection, which closes its statements when it is closed. A connection belongs to one thread at a time. */
    private final Map<SQLiteConnection, Map<String, PreparedStatement>> kept = new ConcurrentHashMap<>();

    QuickStatements(DataSource source, boolean isSqlite) {
        this.source = source;
        this.isSqlite = isSqlite;
    }

    <T> List<T> rows(String sql, Row<T> row, List<? extends @Nullable Object> arguments) throws SQLException {
        try (var connection = source.getConnection()) {
            return rows(connection, sql, row, arguments);
        }
    }

    /** The same on a connection that belongs to this thread. */
    <T> List<T> rows(Connection connection, String sql, Row<T> row, List<? extends @Nullable Object> arguments)
            throws SQLException {
        if (isSqlite) {
            return rows(statement(connection.unwrap(SQLiteConnection.class), sql), row, arguments);
        }
        try (var statement = connection.prepareStatement(sql)) {
            return rows(statement, row, arguments);
        }
    }

    /** Executes a statement that changes rows, once for each list of arguments, and tells how many each has changed. */
    int[] change(Connection connection, String sql, List<? extends List<? extends @Nullable Object>> each)
            throws SQLException {
        if (isSqlite) {
            return change(statement(connection.unwrap(SQLiteConnection.class), sql), each);
        }
        try (var statement = connection.prepareStatement(sql)) {
            return change(statement, each);
        }
    }

    private static int[] change(PreparedStatement statement, List<? extends List<? extends @Nullable Object>> each)
            throws SQLException {
        if (each.size() == 1) {
            bind(statement, each.getFirst());
            return new int[] {statement.executeUpdate()};
        }
        try {
            for (var arguments : each) {
                bind(statement, arguments);
                statement.addBatch();
            }
            return statement.executeBatch();
        } finally {
            statement.clearBatch();
        }
    }

    /** PostgreSQL's driver reads all rows at once, except in a transaction with a fetch size. */
    <T> Slice<T> slice(String sql, Row<T> row, ToLongFunction<T> weight, List<? extends @Nullable Object> arguments)
            throws SQLException {
        try (var connection = source.getConnection()) {
            if (isSqlite) {
                return slice(statement(connection.unwrap(SQLiteConnection.class), sql), row, weight, arguments);
            }
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(AT_ONCE);
                return slice(statement, row, weight, arguments);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static <T> Slice<T> slice(
            PreparedStatement statement,
            Row<T> row,
            ToLongFunction<T> weight,
            List<? extends @Nullable Object> arguments)
            throws SQLException {
        bind(statement, arguments);
        try (var result = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            var left = Slice.BUDGET;
            while (result.next()) {
                var next = row.of(result);
                left -= weight.applyAsLong(next);
                if (left < 0 && !rows.isEmpty()) {
                    return new Slice<>(rows, true);
                }
                rows.add(next);
            }
            return new Slice<>(rows, false);
        }
    }

    private PreparedStatement statement(SQLiteConnection connection, String sql) throws SQLException {
        var statements = kept.get(connection);
        if (statements == null) {
            forgetClosed();
            statements = new HashMap<>();
            kept.put(connection, statements);
        }
        var known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() >= MOST) {
            for (var statement : statements.values()) {
                statement.close();
            }
            statements.clear();
        }
        var prepared = connection.prepareStatement(sql);
        statements.put(sql, prepared);
        return prepared;
    }

    private void forgetClosed() throws SQLException {
        for (var connection : kept.keySet()) {
            if (connection.isClosed()) {
                kept.remove(connection);
            }
        }
    }

    /** Closing the result ends SQLite's read, so that the prepared statement does not block others. */
    private static <T> List<T> rows(PreparedStatement statement, Row<T> row, List<? extends @Nullable Object> arguments)
            throws SQLException {
        bind(statement, arguments);
        try (var result = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(row.of(result));
            }
            return rows;
        }
    }

    private static void bind(PreparedStatement statement, List<? extends @Nullable Object> arguments)
            throws SQLException {
        for (var i = 0; i < arguments.size(); i++) {
            statement.setObject(i + 1, arguments.get(i));
        }
    }
}

package dev.waybill.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/**
 * Keeps statements prepared with their connection: a schedule asks for the same few thousands of times, and SQLite takes longer to
 * prepare one than to run it. A statement in use is nobody else's. Thread-safe.
 */
final class KeptStatements implements StatementBuilderFactory {
    /** By connection, which belongs to one thread at a time, and closes its statements when it is closed. */
    private final Map<SQLiteConnection, Map<String, PreparedStatement>> kept =
            Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public StatementBuilder createStatementBuilder(Connection connection) {
        try {
            var own = connection.unwrap(SQLiteConnection.class);
            return new Keeping(own, kept.computeIfAbsent(own, _ -> new HashMap<>()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The pool would close what it knows of, so statements are made behind its back. */
    private static final class Keeping extends DefaultStatementBuilder {
        private final SQLiteConnection own;
        private final Map<String, PreparedStatement> idle;

        private Keeping(SQLiteConnection own, Map<String, PreparedStatement> idle) {
            this.own = own;
            this.idle = idle;
        }

        @Override
        public PreparedStatement create(Connection connection, String sql, StatementContext context)
                throws SQLException {
            var known = idle.remove(sql);
            return known == null ? own.prepareStatement(sql) : known;
        }

        @Override
        public void close(Connection connection, String sql, Statement statement) throws SQLException {
            if (isAsked(sql) && statement instanceof PreparedStatement prepared && !idle.containsKey(sql)) {
                idle.put(sql, prepared);
            } else {
                statement.close();
            }
        }

        /** Some pragmas do their work while they are prepared. */
        private static boolean isAsked(String sql) {
            return !sql.startsWith("pragma");
        }
    }
}

package dev.waybill.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jspecify.annotations.Nullable;

/**
 * Reads through a handle, inside and outside of transactions, by statements that stay prepared: costs a fraction of {@link
 * Handle#createQuery}. Arguments are in the order of the question marks.
 */
public final class Rows {
    private Rows() {}

    public static <T> List<T> all(Handle handle, String sql, Row<T> row, @Nullable Object... arguments) {
        return handle.getConfig(Way.class).rows(handle, sql, row, Arrays.asList(arguments));
    }

    /** For a statement that returns at most one row. */
    public static <T> Optional<T> first(Handle handle, String sql, Row<T> row, @Nullable Object... arguments) {
        return all(handle, sql, row, arguments).stream().findFirst();
    }

    /** For a statement that returns at most one number, such as a count; 0 if it returns none. */
    public static long number(Handle handle, String sql, @Nullable Object... arguments) {
        return first(handle, sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    /** JDBI configuration, which passes the way from the database to its handles. */
    public static final class Way implements JdbiConfig<Way> {
        private @Nullable QuickStatements statements;
        private Consumer<String> watcher = _ -> {};

        /** @param watcher is called before each statement */
        void lead(QuickStatements to, Consumer<String> watcher) {
            this.statements = to;
            this.watcher = watcher;
        }

        private <T> List<T> rows(Handle handle, String sql, Row<T> row, List<? extends @Nullable Object> arguments) {
            try {
                return watched(sql).rows(handle.getConnection(), sql, row, arguments);
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
        }

        int[] change(Handle handle, String sql, List<? extends List<? extends @Nullable Object>> each) {
            try {
                return watched(sql).change(handle.getConnection(), sql, each);
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
        }

        private QuickStatements watched(String sql) {
            watcher.accept(sql);
            return Objects.requireNonNull(statements, "a handle of another database");
        }

        @Override
        public Way createCopy() {
            return this;
        }
    }
}

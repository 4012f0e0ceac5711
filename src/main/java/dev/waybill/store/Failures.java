package dev.waybill.store;

import dev.waybill.errors.Conflict;
import dev.waybill.errors.NoRoom;
import dev.waybill.errors.Unavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Maps failures of the database to failures of requests.
 *
 * @param disk where the database is, in words
 * @param file the file of an embedded database; null for others
 */
record Failures(String disk, @Nullable Path file) {
    private static final String FULL =
            "The disk that holds %s is full; free some space, and try again; running commands continue, and can be cancelled";
    private static final String UNAVAILABLE = "unavailable";
    private static final String NO_RESPONSE =
            "The database does not respond; running commands continue, so try again in a moment";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String REFERENCE_VIOLATION = "23503";
    private static final String DISK_FULL = "53100";
    private static final int LEAST_ROOM = 64 * 1024;
    private static final int SQLITE_CONSTRAINT = 19;

    /** Failures of SQLite that other processes or the disk cause. */
    private static final Set<Integer> PASSING = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_PROTOCOL.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code);

    /** Classes of SQLSTATE: the connection is lost, the server shuts down, it has no room. */
    private static final String GONE = "(08|57P|53).*";
    /** Time-outs of a lock, a statement or an idle transaction. */
    private static final String TIMED_OUT = "55P03|57014|25P0[34]";
    /** PostgreSQL aborted this transaction: a deadlock or a serialization failure. */
    private static final String ABORTED = "40P01|40001";

    /** The exception to throw instead. */
    RuntimeException told(JdbiException failure) {
        return sqlFailure(failure)
                .<RuntimeException>map(sql -> {
                    if (isUniqueViolation(sql)) {
                        return new NotUnique(failure);
                    }
                    if (isReferenceViolation(sql)) {
                        return new Conflict("conflict", "It was deleted at the same moment; nothing was changed");
                    }
                    return isUnavailable(sql) ? unavailable(failure, sql) : failure;
                })
                .orElse(failure);
    }

    /** Whether a transaction was aborted in favour of another, so that a retry may succeed. */
    static boolean isAborted(JdbiException failure) {
        return sqlFailure(failure).filter(Failures::isAborted).isPresent();
    }

    private Unavailable unavailable(JdbiException failure, SQLException sql) {
        var told = isFull(sql) ? new NoRoom(FULL.formatted(disk)) : unavailable(sql);
        told.initCause(failure);
        return told;
    }

    private static Unavailable unavailable(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return of(sqlite);
        }
        if (hasState(failure, TIMED_OUT)) {
            return rolledBack("The database aborted this after waiting too long");
        }
        return isAborted(failure)
                ? rolledBack("Too many requests change the same thing")
                : new Unavailable(UNAVAILABLE, NO_RESPONSE);
    }

    private static Unavailable of(SQLiteException failure) {
        return switch (SQLiteErrorCode.getErrorCode(primary(failure))) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                rolledBack("Another program keeps the database locked, such as a backup or sqlite3");
            case SQLITE_READONLY ->
                new Unavailable(
                        UNAVAILABLE,
                        "Cannot write to the database file: it, or its disk, has become read-only; running commands continue");
            default -> new Unavailable(UNAVAILABLE, NO_RESPONSE);
        };
    }

    /** Of a transaction that was rolled back for certain. After other failures, it may have been committed. */
    private static Unavailable rolledBack(String why) {
        return Unavailable.retryable(UNAVAILABLE, why + "; nothing was changed, so try again in a moment");
    }

    private static boolean isAborted(SQLException failure) {
        return hasState(failure, ABORTED);
    }

    private static boolean hasState(SQLException failure, String pattern) {
        return failure.getSQLState() != null && failure.getSQLState().matches(pattern);
    }

    private boolean isFull(SQLException failure) {
        return DISK_FULL.equals(failure.getSQLState())
                || failure instanceof SQLiteException sqlite
                        && (primary(sqlite) == SQLiteErrorCode.SQLITE_FULL.code
                                || isUnavailable(failure) && hasNoRoom());
    }

    /** Some failures of a full disk have other codes. */
    private boolean hasNoRoom() {
        return file != null && file.toFile().getUsableSpace() < LEAST_ROOM;
    }

    private static Optional<SQLException> sqlFailure(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static boolean isUniqueViolation(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState())
                || (failure.getErrorCode() & 0xff) == SQLITE_CONSTRAINT
                        && String.valueOf(failure.getMessage()).contains("UNIQUE");
    }

    private static boolean isReferenceViolation(SQLException failure) {
        return REFERENCE_VIOLATION.equals(failure.getSQLState())
                || (failure.getErrorCode() & 0xff) == SQLITE_CONSTRAINT
                        && String.valueOf(failure.getMessage()).contains("FOREIGN KEY");
    }

    private static boolean isUnavailable(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                || hasState(failure, TIMED_OUT)
                || isAborted(failure)
                || hasState(failure, GONE)
                || failure instanceof SQLiteException sqlite && PASSING.contains(primary(sqlite));
    }

    /** The primary code is in the lowest byte. */
    private static int primary(SQLiteException failure) {
        return failure.getResultCode().code & 0xff;
    }
}

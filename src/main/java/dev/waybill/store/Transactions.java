package dev.waybill.store;

import dev.waybill.spi.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Transactions on one pool of connections. On SQLite they run one at a time, behind a fair lock, so that no thread waits inside
 * SQLite. Thread-safe.
 */
final class Transactions {
    /** What a committed transaction survives. */
    enum Durability {
        DISK,
        MACHINE
    }

    private static final int MOST_TRIES = 5;

    private final Jdbi jdbi;
    private final boolean isSqlite;
    private final Failures failures;
    private final Signals signals;
    private final Time time;
    private final ReentrantLock oneWriter = new ReentrantLock(true);

    /** SQLite's connection as it was last, and how it commits; guarded by the lock. */
    private @Nullable SQLiteConnection agreedWith;

    private Durability agreed = Durability.DISK;

    Transactions(Jdbi jdbi, Database database, Signals signals, Time time) {
        this.jdbi = jdbi;
        this.isSqlite = database.isSqlite();
        this.failures = database.failures();
        this.signals = signals;
        this.time = time;
    }

    /** Runs a transaction and commits it; then runs its actions after the commit. */
    <T> T commit(Function<Tx, T> work, Durability durability) {
        return alone(() -> {
            var done = retried(() -> committed(work, durability));
            done.tx().runAfterCommit();
            done.tx().topics().forEach(signals::ring);
            return done.answer();
        });
    }

    private record Done<T>(Tx tx, T answer) {}

    /** Runs a transaction and rolls it back; its actions after the commit are dropped. */
    <T> T rollBack(Function<Tx, T> work) {
        return alone(() -> retried(() -> rolledBack(work)));
    }

    private <T> T alone(Supplier<T> work) {
        if (isSqlite) {
            oneWriter.lock();
        }
        try {
            return work.get();
        } finally {
            if (isSqlite) {
                oneWriter.unlock();
            }
        }
    }

    /** A transaction that PostgreSQL aborted in favour of another is run again, with a new {@link Tx}. */
    private <T> T retried(Supplier<T> work) {
        for (var tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (JdbiException e) {
                if (!Failures.isAborted(e) || tries == MOST_TRIES || !waitedToRetry(tries)) {
                    throw failures.told(e);
                }
            }
        }
    }

    /** Waits a random time, so that conflicting transactions do not collide again; false if this thread must end. */
    private boolean waitedToRetry(int tries) {
        try {
            time.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 50 * tries)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller gets the failure
            return false;
        }
    }

    private <T> Done<T> committed(Function<Tx, T> work, Durability durability) {
        try (var handle = jdbi.open()) {
            if (isSqlite) {
                agree(handle, durability);
            }
            return handle.inTransaction(_ -> {
                if (!isSqlite && durability == Durability.MACHINE) {
                    handle.execute("set local synchronous_commit = off");
                }
                var tx = new Tx(handle, isSqlite);
                var answer = work.apply(tx);
                tx.runBeforeCommit();
                if (!isSqlite) {
                    tx.topics().forEach(topic -> notifyOthers(handle, topic));
                }
                return new Done<>(tx, answer);
            });
        }
    }

    /** SQLite remembers it with the connection, of which there is one until the pool makes another. */
    private void agree(Handle handle, Durability durability) {
        var connection = own(handle);
        if (connection != agreedWith || durability != agreed) {
            agreedWith = null; // until it is done
            handle.execute(durability == Durability.DISK ? "pragma synchronous = full" : "pragma synchronous = normal");
            agreedWith = connection;
            agreed = durability;
        }
    }

    private static SQLiteConnection own(Handle handle) {
        try {
            return handle.getConnection().unwrap(SQLiteConnection.class);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** PostgreSQL delivers it when this transaction is committed. */
    private static void notifyOthers(Handle handle, String topic) {
        handle.createQuery(Listener.NOTIFY).bind(0, topic).map((_, _) -> topic).one();
    }

    private <T> T rolledBack(Function<Tx, T> work) {
        try (var handle = jdbi.open()) {
            return handle.inTransaction(_ -> {
                var tx = new Tx(handle, isSqlite);
                var answer = work.apply(tx);
                tx.runBeforeCommit();
                handle.rollback();
                return answer;
            });
        }
    }
}

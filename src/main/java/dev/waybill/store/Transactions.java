package dev.waybill.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Transactions on one pool of connections. On SQLite one at a time, behind a fair lock, since nobody should wait inside of SQLite.
 * Safe from many threads.
 */
final class Transactions {
    /** What a committed transaction survives. */
    enum Durability {
        DISK,
        MACHINE
    }

    private final Jdbi jdbi;
    private final boolean isSqlite;
    private final Signals signals;
    private final ReentrantLock oneWriter = new ReentrantLock(true);

    Transactions(Jdbi jdbi, boolean isSqlite, Signals signals) {
        this.jdbi = jdbi;
        this.isSqlite = isSqlite;
        this.signals = signals;
    }

    /** Runs one and commits it; then does what is to follow. */
    <T> T commit(Function<Tx, T> work, Durability durability) {
        return alone(() -> committed(work, durability));
    }

    /** Runs one and takes all of it back; nothing follows. */
    <T> T takeBack(Function<Tx, T> work) {
        return alone(() -> takenBack(work));
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

    private <T> T committed(Function<Tx, T> work, Durability durability) {
        Tx tx;
        T result;
        try (var handle = jdbi.open()) {
            tx = new Tx(handle);
            var started = tx;
            if (isSqlite) {
                handle.execute(
                        durability == Durability.DISK ? "pragma synchronous = full" : "pragma synchronous = normal");
            }
            result = handle.inTransaction(_ -> {
                if (!isSqlite && durability == Durability.MACHINE) {
                    handle.execute("set local synchronous_commit = off");
                }
                var answer = work.apply(started);
                started.runBeforeCommit();
                if (!isSqlite) {
                    started.topics().forEach(topic -> tellOthers(handle, topic));
                }
                return answer;
            });
        } catch (JdbiException e) {
            throw Failures.told(e);
        }
        tx.runAfterCommit();
        tx.topics().forEach(signals::ring);
        return result;
    }

    /** PostgreSQL passes it on when this transaction is committed, and not before. */
    private static void tellOthers(Handle handle, String topic) {
        handle.createQuery(Listener.NOTIFY).bind(0, topic).map((_, _) -> topic).one();
    }

    private <T> T takenBack(Function<Tx, T> work) {
        try (var handle = jdbi.open()) {
            return handle.inTransaction(_ -> {
                var tx = new Tx(handle);
                var answer = work.apply(tx);
                tx.runBeforeCommit();
                handle.rollback();
                return answer;
            });
        } catch (JdbiException e) {
            throw Failures.told(e);
        }
    }
}

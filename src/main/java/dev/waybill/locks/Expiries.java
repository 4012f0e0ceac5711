package dev.waybill.locks;

import dev.waybill.apps.GateVersion;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The expiry of locks. A lock holds until a transaction has removed it, whatever the clock says, so that all nodes see it end at
 * the same moment.
 */
public final class Expiries {
    /** How long before the expiry the reminder comes; a quarter of the lock's duration if that is shorter. */
    private static final Duration LEAD = Duration.ofMinutes(10);

    private final Locks locks;

    public Expiries(Locks locks) {
        this.locks = locks;
    }

    /**
     * A lock with an expiry time.
     *
     * @param reminded whether the reminder was sent
     */
    public record Expiring(Lock lock, boolean reminded) {
        private Instant end() {
            return lock.expires() == null ? Instant.MAX : lock.expires();
        }

        private Duration lead() {
            var quarter = Duration.between(lock.since(), end()).dividedBy(4);
            return quarter.compareTo(LEAD) < 0 ? quarter : LEAD;
        }

        /** The length of an extension: half the time that the lock has lasted, so that the new expiry is not near at once. */
        private Duration more(Instant now) {
            var half = Duration.between(lock.since(), now).dividedBy(2);
            var most = LEAD.multipliedBy(2);
            return half.compareTo(most) < 0 ? half : most;
        }

        /** When its expiry counts as near. */
        private Instant nearFrom() {
            return end().minus(lead());
        }

        public boolean isNear(Instant now) {
            return !now.isBefore(nearFrom());
        }

        /** When the next action is due. */
        public Instant due() {
            return reminded ? end() : nearFrom();
        }
    }

    /** All locks with an expiry time, the next to expire first. */
    public static List<Expiring> all(Handle handle) {
        return LockStore.ending(handle);
    }

    /** Extends the lock, unless it was changed meanwhile. */
    public void extend(Tx tx, Expiring lock, Instant now) {
        GateVersion.raise(tx);
        if (LockStore.hold(tx, lock.lock())) {
            var later = lock.end().isAfter(now) ? lock.end() : now;
            locks.extend(tx, lock.lock(), later.plus(lock.more(now)), null);
        }
    }

    /** Ends the lock if it has expired, or else sends the reminder once; does nothing if the lock was changed meanwhile. */
    public void heed(Tx tx, Expiring lock, Instant now) {
        GateVersion.raise(tx);
        if (!LockStore.hold(tx, lock.lock())) {
            return;
        }
        if (lock.end().isAfter(now)) {
            locks.remind(tx, lock.lock());
        } else {
            locks.end(tx, lock.lock(), null);
        }
    }
}

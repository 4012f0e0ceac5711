package dev.waybill.locks;

import dev.waybill.apps.GateVersion;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The ends of locks that end by themselves. A lock holds until a transaction has removed it, whatever the clock says: somebody looks
 * here when something is due, and then there is one answer for all.
 */
public final class Expiries {
    /** How long before the end that is near; less for locks that last shorter than four times that. */
    private static final Duration LEAD = Duration.ofMinutes(10);

    private final Locks locks;

    public Expiries(Locks locks) {
        this.locks = locks;
    }

    /**
     * A lock that ends by itself.
     *
     * @param reminded that its end is near was told
     */
    public record Expiring(Lock lock, boolean reminded) {
        private Instant end() {
            return lock.expires() == null ? Instant.MAX : lock.expires();
        }

        private Duration lead() {
            var quarter = Duration.between(lock.since(), end()).dividedBy(4);
            return quarter.compareTo(LEAD) < 0 ? quarter : LEAD;
        }

        /** Half as long again as it has lasted, so that the new end is not near at once; not much more than that. */
        private Duration more(Instant now) {
            var half = Duration.between(lock.since(), now).dividedBy(2);
            var most = LEAD.multipliedBy(2);
            return half.compareTo(most) < 0 ? half : most;
        }

        /** From when on its end is near. */
        private Instant nearFrom() {
            return end().minus(lead());
        }

        public boolean isNear(Instant now) {
            return !now.isBefore(nearFrom());
        }

        /** When something is to be done about it next. */
        public Instant due() {
            return reminded ? end() : nearFrom();
        }
    }

    /** Those that end by themselves, the next first. */
    public static List<Expiring> all(Handle handle) {
        return LockStore.ending(handle);
    }

    /** Goes on as if the end were still to come; nothing if the lock was changed meanwhile. */
    public void extend(Tx tx, Expiring lock, Instant now) {
        GateVersion.raise(tx);
        if (LockStore.hold(tx, lock.lock())) {
            var later = lock.end().isAfter(now) ? lock.end() : now;
            locks.extend(tx, lock.lock(), later.plus(lock.more(now)), null);
        }
    }

    /** Ends one whose time has come, and reminds of the end of another, once; nothing if the lock was changed meanwhile. */
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

package dev.waybill.locks;

import dev.waybill.errors.Unavailable;
import dev.waybill.locks.Expiries.Expiring;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the expiry of locks: extends those whose holder is running a deploy, sends reminders for the others, and ends them
 * when they expire.
 */
public final class LockKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LockKeeper.class);

    private final Db db;
    private final Time time;
    private final Expiries expiries;

    public LockKeeper(Db db, Time time, Expiries expiries) {
        this.db = db;
        this.time = time;
        this.expiries = expiries;
    }

    /** Does what is due. Returns when something is due next: the expiry of a lock, or the end of a deploy's grace period. */
    public Optional<Instant> runOnce() {
        var now = time.now();
        var upkeep = db.read(handle -> Upkeep.read(handle, now));
        if (upkeep.due().isEmpty()) {
            return upkeep.next();
        }
        upkeep.due().forEach(lock -> keep(lock, now));
        return db.read(handle -> Upkeep.read(handle, now)).next();
    }

    /** What is due now, and when the next thing is due. */
    private record Upkeep(List<Expiring> due, Optional<Instant> next) {
        static Upkeep read(Handle handle, Instant now) {
            var locks = Expiries.all(handle);
            var next = Stream.concat(locks.stream().map(Expiring::due), WaiterStore.nextGrace(handle, now).stream())
                    .filter(now::isBefore)
                    .min(Comparator.naturalOrder());
            return new Upkeep(
                    locks.stream().filter(lock -> isDue(handle, lock, now)).toList(), next);
        }

        /** After the reminder, only a new deploy of the holder makes a lock due before it expires. */
        private static boolean isDue(Handle handle, Expiring lock, Instant now) {
            return lock.isNear(now) && (!now.isBefore(lock.due()) || WaiterStore.holderRuns(handle, lock.lock()));
        }
    }

    private void keep(Expiring lock, Instant now) {
        try {
            db.write(tx -> {
                if (WaiterStore.holderRuns(tx.handle(), lock.lock())) {
                    expiries.extend(tx, lock, now);
                } else {
                    expiries.heed(tx, lock, now);
                }
                return lock;
            });
        } catch (Unavailable e) {
            LOG.warn(
                    "the expiry of the lock on {} could not be handled: {}",
                    lock.lock().scope().name(),
                    e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "the expiry of the lock on {} could not be handled",
                    lock.lock().scope().name(),
                    e);
        }
    }
}

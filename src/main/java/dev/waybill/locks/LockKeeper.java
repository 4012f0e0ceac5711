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

/** Sees to locks whose end is near: extends those whose holder is at it, reminds of the others, and ends them when it is time. */
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

    /** Does what is due, and answers when something will be next that nobody tells of: a lock, or a deploy that waited under one. */
    public Optional<Instant> runOnce() {
        var now = time.now();
        var upkeep = db.read(handle -> Upkeep.read(handle, now));
        if (upkeep.due().isEmpty()) {
            return upkeep.next();
        }
        upkeep.due().forEach(lock -> keep(lock, now));
        return db.read(handle -> Upkeep.read(handle, now)).next();
    }

    /** What is due, and when something else will be. */
    private record Upkeep(List<Expiring> due, Optional<Instant> next) {
        static Upkeep read(Handle handle, Instant now) {
            var locks = Expiries.all(handle);
            var next = Stream.concat(locks.stream().map(Expiring::due), WaiterStore.nextGrace(handle, now).stream())
                    .filter(now::isBefore)
                    .min(Comparator.naturalOrder());
            return new Upkeep(
                    locks.stream().filter(lock -> isDue(handle, lock, now)).toList(), next);
        }

        /** Of one whose end is near and was told, nothing is due but that its holder may begin with something. */
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
            LOG.warn("the lock on {} could not be kept: {}", lock.lock().scope().name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the lock on {} could not be kept", lock.lock().scope().name(), e);
        }
    }
}

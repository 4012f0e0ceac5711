package dev.waybill.deploys;

import dev.waybill.gates.Expiries;
import dev.waybill.gates.Expiries.Expiring;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to locks whose end is near: extends those whose holder is at it, reminds of the others, and ends them when it is time. */
final class LockKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LockKeeper.class);

    private final Parts parts;
    private final Expiries expiries;

    LockKeeper(Parts parts) {
        this.parts = parts;
        this.expiries = new Expiries(parts.locks());
    }

    /** Does what is due, and answers when something will be next that nobody tells of: a lock, or a deploy that waited under one. */
    Optional<Instant> runOnce() {
        var now = parts.time().now();
        parts.db().read(handle -> due(handle, now)).forEach(lock -> keep(lock, now));
        return parts.db()
                .read(handle -> Stream.concat(
                                Expiries.all(handle).stream().map(Expiring::due),
                                WaiterStore.nextGrace(handle, now).stream())
                        .filter(now::isBefore)
                        .min(Comparator.naturalOrder()));
    }

    /** Of one whose end is near and was told, nothing is due but that its holder may begin with something. */
    private static List<Expiring> due(Handle handle, Instant now) {
        return Expiries.all(handle).stream()
                .filter(lock -> lock.isNear(now))
                .filter(lock -> !now.isBefore(lock.due()) || WaiterStore.holderRuns(handle, lock.lock()))
                .toList();
    }

    private void keep(Expiring lock, Instant now) {
        try {
            parts.db().write(tx -> {
                if (WaiterStore.holderRuns(tx.handle(), lock.lock())) {
                    expiries.extend(tx, lock, now);
                } else {
                    expiries.heed(tx, lock, now);
                }
                return lock;
            });
        } catch (RuntimeException e) {
            LOG.warn("the lock on {} could not be kept", lock.lock().scope().name(), e);
        }
    }
}

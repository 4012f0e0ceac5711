package dev.waybill.simulation;

import dev.waybill.access.Caller;
import dev.waybill.errors.ServiceException;
import dev.waybill.locks.Lock;
import dev.waybill.locks.LockScope;
import dev.waybill.locks.Locks;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Locks as people take and release them, and which of them count for sure: those that were answered, and that nobody released. */
final class SimulatedLocks {
    private final Map<LockScope, Lock> granted = new HashMap<>();
    private final Map<LockScope, Integer> releasesAsked = new HashMap<>();
    private final Map<LockScope, Integer> releasesAnswered = new HashMap<>();

    /** @throws ServiceException if somebody else has it */
    Lock take(SimulatedNode.Server server, LockScope scope, Locks.Wish wish, Caller by) {
        var releases = releases(scope);
        var lock =
                server.foundation().db().write(tx -> server.foundation().locks().acquire(tx, scope, wish, by));
        var endsOnlyIfAsked = lock.expires() == null; // of all others each server has to find out by its own clock
        if (endsOnlyIfAsked
                && releases.equals(releases(scope))
                && releases.getFirst().equals(releases.getLast())) {
            granted.put(scope, lock);
        }
        return lock;
    }

    /** Of a server that dies nobody knows whether it releases; so whatever is locked there from now on may be free. */
    void release(SimulatedNode.Server server, LockScope scope, Caller by) {
        releasesAsked.merge(scope, 1, Integer::sum);
        granted.remove(scope);
        try {
            server.foundation().db().write(tx -> server.foundation().locks().release(tx, scope, by));
            releasesAnswered.merge(scope, 1, Integer::sum);
        } catch (ServiceException e) {
            releasesAnswered.merge(scope, 1, Integer::sum);
            throw e;
        }
    }

    private List<Integer> releases(LockScope scope) {
        return List.of(releasesAsked.getOrDefault(scope, 0), releasesAnswered.getOrDefault(scope, 0));
    }

    /** Those that were answered, and that nobody has asked to release since. */
    Collection<Lock> granted() {
        return granted.values();
    }
}

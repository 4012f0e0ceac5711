package dev.waybill.simulation;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.deploys.Parts;
import dev.waybill.errors.Unavailable;
import dev.waybill.gates.Lock;
import dev.waybill.gates.Locks;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Locks as people take and release them, and which of them count for sure: those that were answered, and that nobody released. */
final class SimulatedLocks {
    private final Map<AppId, Lock> granted = new HashMap<>();
    private final Map<AppId, Integer> releasesAsked = new HashMap<>();
    private final Map<AppId, Integer> releasesAnswered = new HashMap<>();

    /** Answers the lock that there is then, which may be somebody else's. */
    Lock take(Parts parts, App app, User user) {
        var releases = releases(app);
        var lock = parts.db().write(tx -> {
            new Locks(parts.events(), parts.time()).lock(tx, app, "mine", user);
            return Locks.onApp(tx.handle(), app.id()).orElseThrow();
        });
        if (releases.equals(releases(app)) && releases.getFirst().equals(releases.getLast())) {
            granted.put(app.id(), lock);
        }
        return lock;
    }

    /** Of a server that dies nobody knows whether it releases; so whatever is locked there from now on may be free. */
    void release(Parts parts, App app, User user) {
        releasesAsked.merge(app.id(), 1, Integer::sum);
        granted.remove(app.id());
        try {
            parts.db().write(tx -> {
                new Locks(parts.events(), parts.time()).unlock(tx, app, user);
                return app;
            });
            releasesAnswered.merge(app.id(), 1, Integer::sum);
        } catch (Unavailable e) {
            releasesAnswered.merge(app.id(), 1, Integer::sum);
            throw e;
        }
    }

    private List<Integer> releases(App app) {
        return List.of(releasesAsked.getOrDefault(app.id(), 0), releasesAnswered.getOrDefault(app.id(), 0));
    }

    /** Those that were answered, and that nobody has asked to release since. */
    Collection<Lock> granted() {
        return granted.values();
    }
}

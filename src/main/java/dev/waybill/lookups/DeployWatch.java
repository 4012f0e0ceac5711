package dev.waybill.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;

/** Waits for changes of deploys. Thread-safe. */
public final class DeployWatch {
    private final Db db;
    private final DeployStore store;
    private final Time time;

    public DeployWatch(Db db, DeployStore store, Time time) {
        this.db = db;
        this.store = store;
        this.time = time;
    }

    /** Waits until the state of a deploy has changed, and returns the deploy. Returns at once if it has ended. */
    public Deploy await(Deploy seen, Duration longest) throws InterruptedException {
        try (var changes = db.signals().subscribe(Events.TOPIC)) {
            var end = time.sinceBoot().plus(longest);
            while (true) {
                var deploy = store.require(seen.id());
                var left = end.minus(time.sinceBoot());
                var isStill = deploy.version() == seen.version() && !(deploy.state() instanceof Deploy.Finished);
                if (!isStill || !left.isPositive() || changes.isOver()) {
                    return deploy;
                }
                changes.await(left);
            }
        }
    }
}

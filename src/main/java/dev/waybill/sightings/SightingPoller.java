package dev.waybill.sightings;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Lane;
import dev.waybill.leases.Lease;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what environments have live, every few minutes. One of several servers does. */
public final class SightingPoller {
    /** The name of the lease of whoever looks. */
    public static final String LEASE = "sightings";

    private static final Logger LOG = LoggerFactory.getLogger(SightingPoller.class);
    private static final Loop LOOP =
            new Loop("looking at what is live failed", Sightings.TOPIC, Duration.ofSeconds(30));

    /** At a time. */
    private static final int MOST = 8;

    private final Db db;
    private final Apps apps;
    private final Sightings sightings;
    private final Lease lease;
    private final Time time;
    private final Executor threads;
    private final Set<Lane> underway = ConcurrentHashMap.newKeySet();

    public SightingPoller(Db db, Apps apps, Sightings sightings, Lease lease, Time time, Executor threads) {
        this.db = db;
        this.apps = apps;
        this.sightings = sightings;
        this.lease = lease;
        this.time = time;
        this.threads = threads;
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(db, () -> Optional.of(round()));
    }

    /** Returns how long nothing is due. */
    private Duration round() {
        var lanes = lanes();
        if (lanes.isEmpty() || db.writeLazily(lease::hold) == Lease.Hold.ANOTHER) {
            return LOOP.safetyNet();
        }
        var due = db.read(SightingStore::due);
        var now = time.now();
        var next = now.plus(LOOP.safetyNet());
        for (var lane : lanes.entrySet()) {
            var at = due.getOrDefault(lane.getKey(), Instant.EPOCH);
            if (at.isAfter(now)) {
                next = at.isBefore(next) ? at : next;
            } else if (underway.size() < MOST && underway.add(lane.getKey())) {
                threads.execute(() -> look(lane.getValue(), lane.getKey()));
            }
        }
        return Duration.between(now, next);
    }

    private Map<Lane, App> lanes() {
        var lanes = new LinkedHashMap<Lane, App>();
        for (var app : apps.all()) {
            if (sightings.canLook(app)) {
                app.config().shownEnvironments().keySet().forEach(it -> lanes.put(new Lane(app.id(), it), app));
            }
        }
        return lanes;
    }

    private void look(App app, Lane lane) {
        if (hasLooked(app, lane)) {
            db.signals().ring(Sightings.TOPIC); // others may wait for their turn
        }
    }

    private boolean hasLooked(App app, Lane lane) {
        try {
            sightings.look(app, lane);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("app={} environment={} what is live there could not be seen", app.name(), lane.environment(), e);
        } finally {
            underway.remove(lane);
        }
        return false;
    }
}

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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final int MOST_OF_PROVIDER = 4;

    private final Db db;
    private final Apps apps;
    private final Sightings sightings;
    private final Lease lease;
    private final Time time;
    private final Executor threads;
    /** With their providers. */
    private final Map<Lane, String> underway = new ConcurrentHashMap<>();

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
        var all = apps.all();
        OutdatedStore.forget(db, all);
        var lanes = lanes(all);
        if (lanes.isEmpty() || db.writeLazily(lease::hold) == Lease.Hold.ANOTHER) {
            return LOOP.safetyNet();
        }
        var due = db.read(SightingStore::due);
        var now = time.now();
        for (var lane : longestDueFirst(lanes.keySet(), due)) {
            var at = due.getOrDefault(lane, Instant.EPOCH);
            if (at.isAfter(now)) {
                return Duration.between(now, at);
            }
            startIfPossible(Objects.requireNonNull(lanes.get(lane)), lane);
        }
        return LOOP.safetyNet();
    }

    static List<Lane> longestDueFirst(Set<Lane> lanes, Map<Lane, Instant> due) {
        return lanes.stream()
                .sorted(Comparator.comparing(lane -> due.getOrDefault(lane, Instant.EPOCH)))
                .toList();
    }

    private void startIfPossible(App app, Lane lane) {
        var provider = app.config().provider();
        var ofProvider = Collections.frequency(underway.values(), provider)
                + sightings.looker().stuck(provider);
        if (underway.size() < MOST && ofProvider < MOST_OF_PROVIDER && underway.putIfAbsent(lane, provider) == null) {
            threads.execute(() -> look(app, lane));
        }
    }

    private Map<Lane, App> lanes(List<App> all) {
        var lanes = new LinkedHashMap<Lane, App>();
        for (var app : all) {
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
            sightings.looker().look(app, lane);
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

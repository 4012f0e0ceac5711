package dev.waybill.sightings;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.GateVersion;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Conflict;
import dev.waybill.events.DriftEvent.Change;
import dev.waybill.events.Events;
import dev.waybill.sightings.Sighting.Acknowledgement;
import dev.waybill.sightings.Sighting.Drift;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What environments have live, as the systems say to which they are deployed, and whether that is what is recorded here.
 * Thread-safe.
 */
public final class Sightings {
    /** Rung when an environment is to be looked at now. */
    static final String TOPIC = "sightings";

    static final Duration EVERY = Duration.ofMinutes(5);
    /** Between two looks at an environment, however many ask for one. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    private final Db db;
    private final Looks looks;
    private final DriftNews news;
    private final Looker looker;
    private final Time time;

    public Sightings(Db db, Looks looks, Events events, Time time) {
        this.db = db;
        this.looks = looks;
        this.news = new DriftNews(events);
        this.looker = new Looker(db, looks, events, time);
        this.time = time;
    }

    /** Empty if the environment was never looked at. */
    public static Optional<Sighting> of(Handle handle, Lane lane) {
        return SightingStore.find(handle, lane);
    }

    /** The environments in which another commit is live than was recorded then; {@link Sighting#driftFrom} tells whether that is still so. */
    public static Map<Lane, Sighting> drifting(Db db) {
        return db.read(SightingStore::drifting);
    }

    /** Has an environment looked at now rather than when it is due, if it is looked at. Does not wait for that. */
    public void hurry(App app, Lane lane) {
        if (!canLook(app)) {
            return;
        }
        var now = time.now();
        db.writeLazily(tx -> {
            var next = SightingStore.find(tx.handle(), lane).map(Sighting::nextAt);
            next.filter(now.plus(LEAST)::isBefore).ifPresent(at -> {
                var soonest = at.minus(EVERY).plus(LEAST);
                SightingStore.hurry(tx, lane, soonest.isAfter(now) ? soonest : now);
            });
            tx.signal(TOPIC);
            return tx;
        });
    }

    /**
     * A person knows that another commit is live: automatic deploys go on.
     *
     * @param sha the commit that they have seen there
     */
    public void acknowledge(App app, Lane lane, String sha, User by) {
        db.write(tx -> {
            GateVersion.raise(tx);
            var state = State.of(tx.handle(), lane);
            var drift = state.heldDrift()
                    .orElseThrow(() -> new Conflict(
                            "no_drift",
                            "what is live in %s of %s is what is recorded; there is nothing to acknowledge"
                                    .formatted(lane.environment(), app.name())));
            if (!sha.equals(drift.sha())) {
                throw new Conflict(
                        "not_live",
                        "%s of %s has %s live, not %s; look at it, and acknowledge that"
                                .formatted(lane.environment(), app.name(), drift.sha(), sha));
            }
            if (drift.acknowledged() == null) {
                var known = new Acknowledgement(by.name(), time.now());
                SightingStore.drift(tx, lane, new Drift(drift.deploy(), drift.sha(), drift.since(), known));
                news.append(tx, app, lane, Change.ACKNOWLEDGED, by);
            }
            return tx;
        });
    }

    Looker looker() {
        return looker;
    }

    boolean canLook(App app) {
        return app.retiredAt() == null && looks.areOf(app.config());
    }
}

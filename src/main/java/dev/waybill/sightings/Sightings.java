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
import dev.waybill.store.Tx;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What environments have live, as the systems say to which they are deployed, and whether that is what is recorded here.
 * Thread-safe.
 */
public final class Sightings {
    /** Rung when an environment is to be looked at now. */
    static final String TOPIC = "sightings";

    private static final Duration EVERY = Duration.ofMinutes(5);
    /** Between two looks at an environment, however many ask for one. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    private final Db db;
    private final Looks looks;
    private final DriftNews news;
    private final Time time;

    public Sightings(Db db, Looks looks, Events events, Time time) {
        this.db = db;
        this.looks = looks;
        this.news = new DriftNews(events);
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

    boolean canLook(App app) {
        return app.retiredAt() == null && looks.areOf(app.config());
    }

    /** How many looks a provider has not given up, although they were interrupted. */
    int stuck(String provider) {
        return looks.stuck(provider);
    }

    /** Asks what an environment has live, and records it, or that it failed. Blocks, for about 40 seconds at most. */
    void look(App app, Lane lane) throws InterruptedException {
        try {
            ask(app, lane);
        } catch (RuntimeException e) {
            silent(lane, "the look failed unexpectedly; see the server's log");
            throw e;
        }
    }

    private void silent(Lane lane, String complaint) {
        var next = time.now().plus(EVERY);
        db.writeLazily(tx -> {
            SightingStore.silent(tx, lane, complaint, next);
            return tx;
        });
    }

    private void ask(App app, Lane lane) throws InterruptedException {
        var before = db.read(handle -> State.of(handle, lane));
        var answer = looks.ask(app, lane.environment());
        if (answer.complaint() != null) {
            silent(lane, answer.complaint());
            return;
        }
        var live = answer.live();
        var now = db.read(handle -> State.of(handle, lane));
        var isNews = !Objects.equals(now.drift(), now.drift(before, live, time.now()));
        db.writeLazily(tx -> {
            if (isNews) {
                GateVersion.raise(tx); // it must come first
            }
            var last = State.of(tx.handle(), lane);
            SightingStore.told(tx, lane, live, time.now(), time.now().plus(EVERY));
            if (isNews) {
                compare(tx, app, lane, last, last.drift(before, live, time.now()));
            }
            return tx;
        });
    }

    /** @param last what was known before */
    private void compare(Tx tx, App app, Lane lane, State last, @Nullable Drift drift) {
        if (Objects.equals(last.drift(), drift)) {
            return; // a deploy has started since it was asked
        }
        SightingStore.drift(tx, lane, drift);
        if (drift != null) {
            news.append(tx, app, lane, Change.FOUND, null);
        } else if (last.heldDrift().isPresent()) {
            news.append(tx, app, lane, Change.ENDED, null);
        }
    }
}

package dev.waybill.sightings;

import dev.waybill.apps.App;
import dev.waybill.apps.GateVersion;
import dev.waybill.deploys.Lane;
import dev.waybill.events.DriftEvent.Change;
import dev.waybill.events.Events;
import dev.waybill.sightings.Sighting.Drift;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at what an environment has live, and records it. Thread-safe. */
final class Looker {
    private final Db db;
    private final Looks looks;
    private final DriftNews news;
    private final Time time;

    Looker(Db db, Looks looks, Events events, Time time) {
        this.db = db;
        this.looks = looks;
        this.news = new DriftNews(events);
        this.time = time;
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
            silent(app, lane, "the look failed unexpectedly; see the server's log");
            throw e;
        }
    }

    private void silent(App app, Lane lane, String complaint) {
        var next = time.now().plus(Sightings.EVERY);
        db.writeLazily(tx -> {
            SightingStore.silent(tx, lane, app.config().provider(), complaint, next);
            return tx;
        });
    }

    private void ask(App app, Lane lane) throws InterruptedException {
        var before = db.read(handle -> State.of(handle, lane));
        var answer = looks.ask(app, lane.environment());
        if (answer.complaint() != null) {
            silent(app, lane, answer.complaint());
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
            var next = time.now().plus(Sightings.EVERY);
            SightingStore.told(tx, lane, app.config().provider(), live, time.now(), next);
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

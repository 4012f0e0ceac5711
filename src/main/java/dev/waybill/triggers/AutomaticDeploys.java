package dev.waybill.triggers;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Lane;
import dev.waybill.events.EventTail;
import dev.waybill.events.Events;
import dev.waybill.events.Named;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import dev.waybill.watches.Watchlist;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys automatically: looks at every lane that is configured for it whenever something has changed there, and when its time has
 * come. The server that watches a repository also deploys from it; should two do so for a moment, one of them finds that it was
 * done.
 */
public final class AutomaticDeploys {
    private static final Logger LOG = LoggerFactory.getLogger(AutomaticDeploys.class);
    private static final Loop LOOP = new Loop("automatic deploys failed", Events.OUTBOX, Duration.ofSeconds(5));

    /** How often the apps are read; a change of one is heard of. */
    private static final Duration READ = Duration.ofSeconds(15);

    /** Many events come at once. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Db db;
    private final Apps apps;
    private final Watchlist watchlist;
    private final Requester requester;
    private final Time time;
    private final Executor threads;
    private final Rota rota = new Rota();
    private @Nullable EventTail tail;
    private Duration readAt = Duration.ZERO;

    /** @param threads runs each task on a thread of its own */
    public AutomaticDeploys(Db db, Apps apps, Watchlist watchlist, Requester requester, Time time, Executor threads) {
        this.db = db;
        this.apps = apps;
        this.watchlist = watchlist;
        this.requester = requester;
        this.time = time;
        this.threads = threads;
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(db, () -> Optional.of(round()));
    }

    private Duration round() {
        hurry();
        var now = time.sinceBoot();
        if (readAt.compareTo(now) <= 0) {
            readAt = now.plus(READ);
            requester.rest();
            rota.keep(lanes());
        }
        rota.take(now).forEach(lane -> threads.execute(() -> look(lane)));
        var wait = rota.untilNext(now, LOOP.safetyNet());
        return wait.compareTo(PAUSE) < 0 ? PAUSE : wait;
    }

    /** Makes those lanes due of whose apps something was recorded. */
    private void hurry() {
        if (tail == null) {
            tail = new EventTail(db);
            return; // all lanes are new
        }
        var events = tail.next();
        if (events.stream().anyMatch(event -> event.kind().startsWith("app."))) {
            readAt = Duration.ZERO;
        }
        var changed = events.stream()
                .map(event -> event.subject().app())
                .filter(Objects::nonNull)
                .map(Named::id)
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            rota.hurry(lane -> changed.contains(lane.app().value()));
        }
    }

    private List<Lane> lanes() {
        return apps.all().stream()
                .filter(app -> app.retiredAt() == null)
                .filter(AutomaticDeploys::isAutomatic)
                .filter(watchlist::isOwn)
                .flatMap(app -> app.config().environments().entrySet().stream()
                        .filter(environment -> environment.getValue().auto() != null)
                        .map(environment -> new Lane(app.id(), environment.getKey())))
                .toList();
    }

    private static boolean isAutomatic(App app) {
        return app.config().environments().values().stream().anyMatch(it -> it.auto() != null);
    }

    private void look(Lane lane) {
        var next = time.sinceBoot().plus(Requester.RETRY);
        try {
            next = time.sinceBoot().plus(requester.look(apps.app(lane.app()), lane));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server shuts down
        } catch (RuntimeException e) {
            LOG.warn(
                    "app={} env={} could not be deployed automatically; trying again",
                    lane.app(),
                    lane.environment(),
                    e);
        } finally {
            var now = time.sinceBoot();
            if (rota.ended(lane, now, next).minus(now).compareTo(LOOP.safetyNet()) < 0) {
                db.signals().ring(Events.OUTBOX); // otherwise a round comes in time
            }
        }
    }
}

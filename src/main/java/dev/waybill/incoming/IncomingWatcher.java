package dev.waybill.incoming;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.errors.Unavailable;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import dev.waybill.watches.Owners;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for deployments that others create at the code hosts of apps, again and again. The servers that share a database divide
 * the apps among themselves; it does no harm if two look for one app.
 */
public final class IncomingWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingWatcher.class);
    private static final Loop LOOP =
            new Loop("looking for deployments of others failed", Incoming.ASKED, Duration.ofSeconds(5));
    private static final Duration TIDYING = Duration.ofHours(1);

    /** Longer than the age at which one is not started any more. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Db db;
    private final Time time;
    private final Acceptors acceptors;
    private final IncomingLooks looks;
    private final Supplier<Owners> owners;
    private final Executor threads;
    private final Schedule schedule = new Schedule();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private Duration tidyAt = Duration.ZERO;

    private record Ended(AppId app, Looked looked) {}

    /**
     * @param owners which server looks for which app; must not block
     * @param threads runs each task on a thread of its own
     */
    public IncomingWatcher(
            Db db, Time time, Acceptors acceptors, IncomingLooks looks, Supplier<Owners> owners, Executor threads) {
        this.db = db;
        this.time = time;
        this.acceptors = acceptors;
        this.looks = looks;
        this.owners = owners;
        this.threads = threads;
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(db, () -> Optional.of(round()));
    }

    /** Returns how long nothing is due. */
    private Duration round() {
        var now = time.sinceBoot();
        for (var end = ended.poll(); end != null; end = ended.poll()) {
            schedule.ended(end.app(), end.looked(), time.now(), now);
        }
        var apps = own(now);
        schedule.keep(apps.keySet(), now);
        schedule.ask(IncomingWatchStore.asked(db));
        for (var id : schedule.start(now)) {
            var app = Objects.requireNonNull(apps.get(id)); // it was kept just now
            threads.execute(() -> look(app));
        }
        return schedule.untilNext(now, LOOP.safetyNet());
    }

    private Map<AppId, App> own(Duration now) {
        var known = IncomingWatchStore.all(db); // read first, so that a new one is not taken for one that has ended
        var all = acceptors.all().stream().collect(Collectors.toMap(App::id, Function.identity()));
        tidy(known.stream().filter(id -> !all.containsKey(id)).collect(Collectors.toSet()), now);
        var servers = owners.get();
        all.keySet().removeIf(id -> !servers.isOwn("incoming " + id));
        return all;
    }

    /** What is created while an app accepts nothing is not started when it does again. */
    private void tidy(Set<AppId> over, Duration now) {
        var isDue = now.compareTo(tidyAt) >= 0;
        if (isDue || !over.isEmpty()) {
            db.writeLazily(tx -> {
                over.forEach(app -> IncomingWatchStore.end(tx, app));
                if (isDue) {
                    IncomingStore.forget(tx, time.now().minus(KEPT));
                }
                return tx;
            });
            tidyAt = isDue ? now.plus(TIDYING) : tidyAt;
        }
    }

    private void look(App app) {
        var looked = new Looked(time.now(), "it was not recorded", null);
        try {
            looked = looks.look(app);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server shuts down
        } catch (Unavailable e) {
            LOG.warn("app={} a look at deployments of others was not recorded: {}", app.name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("app={} the look at deployments of others failed", app.name(), e);
        }
        ended.add(new Ended(app.id(), looked));
        db.signals().ring(Incoming.ASKED);
    }
}

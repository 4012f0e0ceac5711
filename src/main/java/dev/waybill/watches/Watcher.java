package dev.waybill.watches;

import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the repositories of all apps, again and again. The servers that share a database divide them among themselves. A
 * repository that changes hands may be looked at by two for a moment, which does no harm.
 */
public final class Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Loop LOOP = new Loop("watching repositories failed", Watches.ASKED, Duration.ofSeconds(5));

    /** After a look that could not be recorded. */
    private static final Duration UNRECORDED = Duration.ofSeconds(10);

    /** Later times were written by a server whose clock is wrong. */
    private static final Duration LATEST = Duration.ofMinutes(11);

    private static final Duration TIDYING = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(7);

    private final Db db;
    private final Watchlist watchlist;
    private final Looks looks;
    private final Time time;
    private final Executor threads;
    private final Agenda agenda;
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private Duration roundLength = Duration.ZERO;
    private @Nullable Duration readAt;
    private @Nullable Duration tidyAt;

    private record Ended(String key, Duration pause, boolean isFailing) {}

    /** @param threads runs each task on a thread of its own */
    public Watcher(Db db, Watchlist watchlist, Looks looks, Time time, Executor threads) {
        this.db = db;
        this.watchlist = watchlist;
        this.looks = looks;
        this.time = time;
        this.threads = threads;
        this.agenda = new Agenda(looks::share);
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(db, () -> Optional.of(round()));
    }

    /** Returns how long nothing is due. */
    private Duration round() {
        var now = time.sinceBoot();
        for (var end = ended.poll(); end != null; end = ended.poll()) {
            agenda.ended(end.key(), now, end.pause(), end.isFailing());
        }
        if (readAt == null || now.minus(readAt).compareTo(LOOP.safetyNet()) >= 0) {
            read(now);
            readAt = now;
        }
        agenda.ask(WatchStore.asked(db));
        var length = roundLength;
        agenda.start(now).forEach(repository -> threads.execute(() -> look(repository, length)));
        return agenda.untilNext(now, LOOP.safetyNet());
    }

    private void read(Duration now) {
        tidy(now);
        var own = watchlist.own();
        roundLength = own.stream()
                .filter(repository -> repository.wish().pace() == Pace.PROMPT)
                .map(looks::share)
                .reduce(Duration.ZERO, Duration::plus);
        var rows = own.stream().allMatch(repository -> agenda.has(repository.key()))
                ? Map.<String, WatchRow>of()
                : WatchStore.all(db);
        agenda.keep(own, repository -> {
            var row = rows.get(repository.key());
            return row == null || row.digest() == null || !row.digest().endsWith(repository.wishDigest())
                    ? now
                    : now.plus(pause(row));
        });
    }

    private void tidy(Duration now) {
        if (tidyAt == null || now.compareTo(tidyAt) >= 0) {
            if (tidyAt != null) {
                db.writeLazily(tx -> {
                    WatchStore.forget(tx, time.now().minus(KEPT));
                    return tx;
                });
            }
            tidyAt = now.plus(TIDYING);
        }
    }

    private Duration pause(WatchRow row) {
        var pause = Duration.between(time.now(), row.nextAt());
        return pause.isNegative() ? Duration.ZERO : pause.compareTo(LATEST) < 0 ? pause : LATEST;
    }

    private void look(Repository repository, Duration length) {
        var end = new Ended(repository.key(), UNRECORDED, true);
        try {
            var row = looks.look(repository, length);
            end = row.map(it -> new Ended(it.key(), pause(it), it.failures() > 0))
                    .orElse(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server shuts down
        } catch (RuntimeException e) {
            LOG.warn("watch={} repository={} was not recorded", repository.key(), repository.url(), e);
        } finally {
            ended.add(end);
            db.signals().ring(Watches.ASKED);
        }
    }
}

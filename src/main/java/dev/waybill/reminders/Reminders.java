package dev.waybill.reminders;

import dev.waybill.apps.Apps;
import dev.waybill.events.Events;
import dev.waybill.forge.SecretMask;
import dev.waybill.lanes.Outlook;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Appends the events that remind people. It looks when something is due, and soon after something has happened; while nothing
 * does, it hardly reads anything. Several servers may look at once: the table decides which of them reminds. One thread looks.
 */
public final class Reminders {
    private static final Loop LOOP = new Loop("the look for reminders failed", Events.TOPIC, Duration.ofMinutes(1));

    /** Nothing is due so soon after the event that begins it, so a busy server need not look after each. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Db db;
    private final Time time;
    private final List<Occasion> occasions;

    private long ring = -1;
    private Duration pausedUntil = Duration.ZERO;
    private Duration dueAt = Duration.ZERO;

    public Reminders(Db db, Apps apps, Events events, Outlook outlook, SecretMask mask, Time time) {
        this(
                db,
                time,
                List.of(
                        new LongWaits(db, outlook, mask, new Noting(db, events)),
                        new SlowDeploys(db, new Noting(db, events)),
                        new LongPauses(db, apps, events, time),
                        new Tidying(db)));
    }

    Reminders(Db db, Time time, List<Occasion> occasions) {
        this.db = db;
        this.time = time;
        this.occasions = List.copyOf(occasions);
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        try (var bell = db.signals().subscribe(Events.TOPIC)) {
            LOOP.run(db, () -> Optional.of(round(bell.lastRing())));
        }
    }

    /**
     * Looks, unless nothing can be due. Returns how long nothing is unless something happens.
     *
     * @param heard another number if something may have happened
     */
    Duration round(long heard) {
        var now = time.sinceBoot();
        var at = heard != ring && pausedUntil.compareTo(dueAt) < 0 ? pausedUntil : dueAt;
        if (at.compareTo(now) > 0) {
            return at.minus(now);
        }
        pausedUntil = now.plus(PAUSE); // also if it fails
        dueAt = pausedUntil;
        var wait = look();
        ring = heard;
        dueAt = now.plus(wait);
        return wait;
    }

    /** Looks at all occasions, even if one fails. */
    private Duration look() {
        var now = time.now();
        var next = Occasion.LONGEST;
        RuntimeException failure = null;
        for (var occasion : occasions) {
            try {
                var wait = occasion.look(now);
                next = wait.compareTo(next) < 0 ? wait : next;
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return next;
    }
}

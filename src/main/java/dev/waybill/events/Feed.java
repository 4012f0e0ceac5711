package dev.waybill.events;

import dev.waybill.store.Db;
import dev.waybill.store.Signals;
import java.util.List;

/** What happened, for those who look: page by page, or as it happens. Thread-safe. */
public final class Feed {
    /** How many are handed out at once. */
    private static final int BATCH = 100;

    private final Db db;

    /** What followed a number when somebody asked last: the others who are as far need not ask the database, too. */
    private volatile Batch last = new Batch(-1, -1, List.of());

    private record Batch(long ring, long after, List<Recorded> events) {}

    public Feed(Db db) {
        this.db = db;
    }

    /** Newest first. */
    public List<Recorded> list(EventFilter filter) {
        return db.read(handle -> EventStore.list(handle, filter));
    }

    /** The number of the newest event; 0 if nothing has happened yet. */
    public long newest() {
        return db.read(EventStore::newest);
    }

    /**
     * What follows a number, oldest first: all of it, or as much as is handed out at once.
     *
     * @param bell of {@link #subscribe}; what was read since it rang last is still true
     */
    public List<Recorded> after(long seq, Signals.Subscription bell) {
        var ring = bell.lastRing();
        var known = last;
        return known.ring() == ring && known.after() == seq ? known.events() : read(seq, ring);
    }

    private synchronized List<Recorded> read(long seq, long ring) {
        if (last.ring() != ring || last.after() != seq) {
            last = new Batch(ring, seq, db.read(handle -> EventStore.after(handle, seq, BATCH)));
        }
        return last.events();
    }

    /** Whether nothing more than this followed when it was read. */
    public static boolean isWhole(List<Recorded> events) {
        return events.size() < BATCH;
    }

    /** Rings for what happens from now on. */
    public Signals.Subscription subscribe() {
        return db.signals().subscribe(Events.TOPIC);
    }
}

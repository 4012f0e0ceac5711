package dev.waybill.events;

import dev.waybill.store.Db;
import dev.waybill.store.Signals;
import dev.waybill.store.Slice;
import dev.waybill.store.Weights;
import java.util.List;

/** What happened, for those who look: page by page, or as it happens. Thread-safe. */
public final class Feed {
    /** How many are handed out at once. */
    private static final int BATCH = 100;

    private final Db db;

    /** What followed a number when somebody asked last: the others who are as far need not ask the database, too. */
    private volatile Batch last = new Batch(-1, -1, new Slice<>(List.of(), false));

    private record Batch(long ring, long after, Slice<Recorded> events) {}

    public Feed(Db db) {
        this.db = db;
    }

    /** Newest first; as many as one list may have. */
    public Slice<Recorded> list(EventFilter filter) {
        return slice(db.read(handle -> EventStore.list(handle, filter)), filter.limit());
    }

    private static Slice<Recorded> slice(List<Recorded> events, int most) {
        return Slice.of(events, most, event -> Weights.of(event.data()));
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
    public Slice<Recorded> after(long seq, Signals.Subscription bell) {
        var ring = bell.lastRing();
        var known = last;
        return known.ring() == ring && known.after() == seq ? known.events() : read(seq, ring);
    }

    private synchronized Slice<Recorded> read(long seq, long ring) {
        if (last.ring() != ring || last.after() != seq) {
            last = new Batch(ring, seq, slice(db.read(handle -> EventStore.after(handle, seq, BATCH + 1)), BATCH));
        }
        return last.events();
    }

    /** Rings for what happens from now on. */
    public Signals.Subscription subscribe() {
        return db.signals().subscribe(Events.TOPIC);
    }
}

package dev.waybill.events;

import dev.waybill.store.Db;
import dev.waybill.store.Signals;
import dev.waybill.store.Slice;
import dev.waybill.store.Weights;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads events, page by page or as they happen. Thread-safe. */
public final class Feed {
    /** How many events are returned at once. */
    private static final int BATCH = 100;

    private final Db db;

    /** The answer to the last read: other readers at the same position use it instead of the database. */
    private volatile Batch last = new Batch(-1, -1, new Slice<>(List.of(), false));

    private record Batch(long ring, long after, Slice<Recorded> events) {}

    public Feed(Db db) {
        this.db = db;
    }

    /** Newest first, up to the limit of a list. */
    public Slice<Recorded> list(EventFilter filter) {
        return slice(db.read(handle -> EventStore.list(handle, filter)), filter.limit());
    }

    /** The last event of a kind about a deploy, as a transaction sees it. */
    public static Optional<Recorded> last(Handle handle, long deploy, String kind) {
        return EventStore.list(handle, new EventFilter(null, null, deploy, null, null, kind, null, 1)).stream()
                .findFirst();
    }

    private static Slice<Recorded> slice(List<Recorded> events, int most) {
        return Slice.of(events, most, event -> Weights.of(event.data()));
    }

    /** The number of the newest event; 0 if nothing has happened yet. */
    public long newest() {
        return db.read(EventStore::newest);
    }

    /**
     * The events after a number, oldest first, up to the limit of a batch.
     *
     * @param bell of {@link #subscribe}; a cached answer is valid if it was read since the bell last rang
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

    /** Rings for every event from now on. */
    public Signals.Subscription subscribe() {
        return db.signals().subscribe(Events.TOPIC);
    }
}

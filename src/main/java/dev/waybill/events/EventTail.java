package dev.waybill.events;

import dev.waybill.store.Db;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Reads events as they come, from now on. Its position is not stored: for those that look at everything when they start, and then
 * only at what has changed. Belongs to one thread.
 */
public final class EventTail {
    private static final int MOST = 500;

    private final Db db;
    private long seq;

    /** What was committed before is not read. */
    public EventTail(Db db) {
        this.db = db;
        this.seq = db.read(EventStore::newest);
    }

    /** The events since the last call, oldest first; of many only the first. */
    public List<Recorded> next() {
        var events = db.read(this::after);
        if (!events.isEmpty()) {
            seq = events.getLast().seq();
        }
        return events;
    }

    private List<Recorded> after(Handle handle) {
        return EventStore.newest(handle) == seq ? List.of() : EventStore.after(handle, seq, MOST);
    }
}

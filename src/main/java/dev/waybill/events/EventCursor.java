package dev.waybill.events;

import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A consumer of events that may lose none. Its position is committed with what it makes of them, so a crash between the two is
 * impossible. One server at a time moves it.
 *
 * @param name of a row of {@code event_cursors}
 */
public record EventCursor(String name) {
    private static final String POSITION = "select seq from event_cursors where name = ?";
    private static final String MOVE = "update event_cursors set seq = ? where name = ?";

    /** Whether there are more. */
    public boolean isBehind(Handle handle) {
        return Rows.number(handle, POSITION, name) < EventStore.newest(handle);
    }

    /** The next events, oldest first, and moves past them; empty if there are none. */
    public List<Recorded> next(Tx tx, int limit) {
        var events = EventStore.after(tx.handle(), Rows.number(tx.handle(), POSITION, name), limit);
        if (!events.isEmpty()) {
            tx.update(MOVE, events.getLast().seq(), name);
        }
        return events;
    }
}

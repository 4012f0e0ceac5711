package dev.waybill.events;

import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * A consumer of events that may lose none. Its position is committed with what it makes of them, so a crash between the two is
 * impossible. One server at a time moves it.
 *
 * @param family the name of the first cursor of its kind, from which others go on
 * @param name of a row of {@code event_cursors}
 */
public record EventCursor(String family, String name) {
    private static final String MOVE = "update event_cursors set seq = ? where name = ?";
    private static final String BEGIN = """
            insert into event_cursors (name, seq)
            select ?, max(seq) from event_cursors where name = ? or name like ?
            on conflict (name) do nothing
            """;
    private static final String BEHIND = """
            select (select seq from event_counter where id = 1) - min(seq) from event_cursors where name like ?
            """;

    /** One of several consumers of a kind, each of which moves on its own. */
    public static EventCursor of(String family, String member) {
        return new EventCursor(family, "%s.%s".formatted(family, member));
    }

    /** How many events the last one of a family has still to read. */
    public static long behind(Handle handle, String family) {
        return Rows.number(handle, BEHIND, family + ".%");
    }

    /** Whether there are more. */
    public boolean isBehind(Handle handle) {
        var position = position(handle);
        return position.isEmpty() || position.getAsLong() < EventStore.newest(handle);
    }

    /** Adds it to the database if it is new: it begins where the foremost of its family is. */
    public void begin(Tx tx) {
        if (position(tx.handle()).isEmpty()) {
            tx.update(BEGIN, name, family, family + ".%");
        }
    }

    /** The next events, oldest first, and moves past them; empty if there are none. */
    public List<Recorded> next(Tx tx, int limit) {
        var events = EventStore.after(tx.handle(), position(tx.handle()).orElseThrow(), limit);
        if (!events.isEmpty()) {
            tx.update(MOVE, events.getLast().seq(), name);
        }
        return events;
    }

    private OptionalLong position(Handle handle) {
        return EventStore.position(handle, name);
    }
}

package dev.waybill.events;

import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Appends events to the transaction that makes them true, so that both are committed or neither. Thread-safe. */
public final class Events {
    /** Rung for every committed event. */
    public static final String TOPIC = "events";

    private static final String NEXT = "update event_counter set seq = seq + 1 where id = 1 returning seq";
    private static final String INSERT = """
            insert into events (seq, at, kind, app_id, environment, deploy_id, user_id, data)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Time time;
    private final Consumer<Event> committed;

    public Events(Time time) {
        this(time, _ -> {});
    }

    /** @param committed hears of every event that this server has committed, in no order; returns at once and does not fail */
    public Events(Time time, Consumer<Event> committed) {
        this.time = time;
        this.committed = committed;
    }

    /** Numbers are allotted at the end of the transaction: all share one row, and hold it for as short as can be. */
    public void append(Tx tx, Event event) {
        tx.signal(TOPIC);
        tx.beforeCommit(() -> insert(tx, event));
        tx.afterCommit(() -> committed.accept(event));
    }

    private void insert(Tx tx, Event event) {
        var seq = tx.query(NEXT).mapTo(Long.class).one();
        tx.update(
                INSERT,
                seq,
                time.now().toEpochMilli(),
                event.kind(),
                event.app(),
                event.environment(),
                event.deploy(),
                event.user(),
                JsonMapper.shared().writeValueAsString(event.data()));
    }
}

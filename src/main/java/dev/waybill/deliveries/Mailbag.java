package dev.waybill.deliveries;

import dev.waybill.events.EventCursor;
import dev.waybill.events.Recorded;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes deliveries of events, and removes those that are too old. */
final class Mailbag {
    /** How long deliveries that ended are kept. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 50;
    private static final EventCursor CURSOR = new EventCursor("deliveries");

    private final List<Courier> couriers;
    private final Time time;

    Mailbag(List<Courier> couriers, Time time) {
        this.couriers = couriers;
        this.time = time;
    }

    /** Whether there are events of which no deliveries were made yet, or deliveries to give up. */
    boolean hasMore(Handle handle) {
        return CURSOR.isBehind(handle) || OutboxStore.isExpired(handle, time.now());
    }

    /** Moves on by one batch; true if there may be another. */
    boolean fill(Tx tx) {
        var events = CURSOR.next(tx, BATCH);
        events.forEach(event -> couriers.forEach(courier -> add(tx, event, courier)));
        var expired = OutboxStore.expire(tx, time.now(), BATCH);
        OutboxStore.forget(tx, time.now().minus(KEPT), BATCH);
        return events.size() == BATCH || expired == BATCH;
    }

    private void add(Tx tx, Recorded event, Courier courier) {
        courier.addressees(tx, event).forEach(to -> OutboxStore.add(tx, event, courier.name(), to, time.now()));
    }
}

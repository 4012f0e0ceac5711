package dev.waybill.deliveries;

import dev.waybill.errors.Unavailable;
import dev.waybill.events.EventCursor;
import dev.waybill.events.Recorded;
import dev.waybill.spi.Time;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes deliveries of events, for each courier on its own, and removes those that are too old. Belongs to one thread. */
final class Mailbag {
    /** Of the cursors in the database. */
    static final String FAMILY = "deliveries";

    /** How long deliveries that ended are kept. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int BATCH = 50;

    private final List<Courier> couriers;
    private final Time time;
    private final Stumbles stumbles;

    Mailbag(List<Courier> couriers, Time time) {
        this.couriers = couriers;
        this.time = time;
        this.stumbles = new Stumbles(time);
    }

    private static EventCursor cursor(Courier courier) {
        return EventCursor.of(FAMILY, courier.name());
    }

    /** Whether there are events of which no deliveries were made yet, or deliveries to give up. */
    boolean hasMore(Handle handle) {
        return couriers.stream()
                        .filter(courier -> stumbles.most(courier, BATCH) > 0)
                        .anyMatch(courier -> cursor(courier).isBehind(handle))
                || OutboxStore.isExpired(handle, time.now());
    }

    /** When a courier that failed is asked again, if that is sooner. */
    Duration untilDue(Duration longest) {
        return stumbles.untilDue(longest);
    }

    /**
     * Moves on by one batch.
     *
     * @throws CourierFailed after which the transaction must not be committed
     */
    void fill(Tx tx) {
        couriers.forEach(courier -> cursor(courier).begin(tx)); // before any of them moves
        couriers.forEach(courier -> fill(tx, courier, stumbles.most(courier, BATCH)));
        OutboxStore.expire(tx, time.now(), BATCH);
        OutboxStore.forget(tx, time.now().minus(KEPT), BATCH);
    }

    private void fill(Tx tx, Courier courier, int most) {
        var events = most == 0 ? List.<Recorded>of() : cursor(courier).next(tx, most);
        for (var i = 0; i < events.size(); i++) {
            var event = events.get(i);
            addressees(tx, courier, event, i).forEach(to -> OutboxStore.add(tx, event, courier.name(), to, time.now()));
        }
        if (!events.isEmpty()) {
            tx.afterCommit(() -> stumbles.passed(courier));
        }
    }

    private static List<Courier.Addressee> addressees(Tx tx, Courier courier, Recorded event, int before) {
        try {
            return courier.addressees(tx, event);
        } catch (Unavailable e) {
            throw e; // the database: no courier could go on
        } catch (RuntimeException e) {
            throw new CourierFailed(courier, event, before, e);
        }
    }

    /** Lets a courier wait, and the others go on. */
    void note(CourierFailed failure) {
        stumbles.failed(failure);
    }
}

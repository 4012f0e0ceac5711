package dev.waybill.deliveries;

import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.events.EventCursor;
import dev.waybill.events.Events;
import dev.waybill.leases.Lease;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Slice;
import dev.waybill.store.Tx;
import dev.waybill.store.Weights;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Shows deliveries, and sends them again. Thread-safe. */
public final class Deliveries {
    private final Db db;
    private final Time time;

    public Deliveries(Db db, Time time) {
        this.db = db;
        this.time = time;
    }

    /** Newest first, up to the limit of a list. */
    public Slice<Delivery> list(DeliveryFilter filter) {
        return Slice.of(
                db.read(handle -> DeliveryStore.list(handle, filter)),
                filter.limit(),
                delivery -> Weights.of(delivery.event().data()));
    }

    /** @throws NotFound if there is none, or it was removed thirty days after its end */
    public Delivery require(long id) {
        return db.read(handle -> DeliveryStore.find(handle, id)).orElseThrow(() -> noSuchDelivery(Long.toString(id)));
    }

    public static NotFound noSuchDelivery(String id) {
        return new NotFound("invalid_resource", "Invalid delivery: there is none with the id %s".formatted(id));
    }

    /** Oldest first. */
    public List<Attempt> attempts(Delivery delivery) {
        return db.read(handle -> DeliveryStore.attempts(handle, delivery.id()));
    }

    /**
     * Sends a delivery that ended once more, or a pending one now. Another day passes before it is given up.
     *
     * @throws Conflict if it is being sent, or waits for an earlier one
     */
    public Delivery resend(Delivery delivery) {
        return db.write(tx -> {
            Lease.lock(tx, Outbox.LEASE);
            if (!OutboxStore.resend(tx, delivery, time.now())) {
                throw new Conflict(
                        "conflict",
                        "delivery %d is being sent, or waits for an earlier one about the same deploy"
                                .formatted(delivery.id()));
            }
            tx.signal(Events.OUTBOX);
            return DeliveryStore.find(tx.handle(), delivery.id()).orElseThrow();
        });
    }

    /**
     * Sends what is pending about a subject now; what is not open is sent {@link #again}.
     *
     * @param kind of the event
     */
    public static void urge(Tx tx, String courier, Courier.Addressee to, long deploy, String kind, Instant now) {
        Lease.lock(tx, Outbox.LEASE);
        OutboxStore.hurry(tx, to, now);
        again(tx, courier, to, deploy, kind, now);
    }

    /**
     * Sends an event of a deploy again, or for the first time if its courier did not ask for it. Does nothing while anything about
     * that subject is open.
     *
     * @param kind of the event
     */
    public static void again(Tx tx, String courier, Courier.Addressee to, long deploy, String kind, Instant now) {
        Lease.lock(tx, Outbox.LEASE);
        OutboxStore.again(tx, courier, to, deploy, kind, now);
        tx.signal(Events.OUTBOX);
    }

    /** What is still to do, and what was given up. */
    public static Backlog backlog(Handle handle) {
        return new Backlog(
                DeliveryStore.open(handle), DeliveryStore.dead(handle), EventCursor.behind(handle, Mailbag.FAMILY));
    }

    /**
     * Numbers.
     *
     * @param open deliveries that are not delivered yet
     * @param dead deliveries that were given up in the last thirty days
     * @param unread events of which not all deliveries were made yet
     */
    public record Backlog(long open, long dead, long unread) {}
}

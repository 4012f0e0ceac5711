package dev.waybill.deliveries;

import dev.waybill.events.Recorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event for one receiver.
 *
 * @param attempts how often it was sent, the present attempt included
 * @param due when it is sent next, if it is pending
 * @param ended when it was delivered or given up; null while it is open
 */
public record Delivery(
        long id,
        String courier,
        Courier.Addressee to,
        Recorded event,
        State state,
        int attempts,
        Instant created,
        Instant due,
        @Nullable Instant ended) {
    /** The target for people: with the name that the app had at the time of the event. */
    public String target() {
        var app = event.subject().app();
        return app == null ? to.target() : to.target().replace("#" + app.id(), app.name());
    }

    /** As it is while its next attempt is under way. */
    Delivery taken() {
        return new Delivery(id, courier, to, event, State.SENDING, attempts + 1, created, due, ended);
    }

    /** The words of the API. */
    public enum State {
        /** An earlier one about the same subject comes first. */
        WAITING,
        PENDING,
        SENDING,
        DELIVERED,
        /** Given up: refused by its receiver, or not delivered within a day. */
        DEAD
    }
}

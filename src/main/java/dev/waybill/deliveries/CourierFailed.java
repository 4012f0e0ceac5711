package dev.waybill.deliveries;

import dev.waybill.events.Recorded;

/** A courier could not say whom to tell about an event. */
final class CourierFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Courier courier;
    private final transient Recorded event;
    private final int before;

    /** @param before how many events of the same batch it had handled */
    CourierFailed(Courier courier, Recorded event, int before, RuntimeException cause) {
        super(cause);
        this.courier = courier;
        this.event = event;
        this.before = before;
    }

    Courier courier() {
        return courier;
    }

    Recorded event() {
        return event;
    }

    int before() {
        return before;
    }
}

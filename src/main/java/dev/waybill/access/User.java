package dev.waybill.access;

import dev.waybill.events.Named;
import java.time.Instant;

/** A person or a service. */
public record User(UserId id, String name, Instant createdAt) {
    /** For an event. */
    public Named named() {
        return new Named(id.value(), name);
    }
}

package dev.waybill.errors;

import java.time.Duration;

/** A client has reached a limit. */
public final class TooMany extends ServiceException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait the time before a retry is useful */
    public TooMany(String name, String message, Duration wait) {
        super(name, message);
        this.wait = wait;
    }

    public Duration retryAfter() {
        return wait;
    }
}

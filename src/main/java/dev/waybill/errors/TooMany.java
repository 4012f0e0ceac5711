package dev.waybill.errors;

import java.time.Duration;

/** One client has as much under way as it may. */
public final class TooMany extends ServiceException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait after which it is worth another try */
    public TooMany(String name, String message, Duration wait) {
        super(name, message);
        this.wait = wait;
    }

    public Duration retryAfter() {
        return wait;
    }
}

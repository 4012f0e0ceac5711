package dev.waybill.errors;

/** A resource that the request needs is unavailable; a retry may succeed. */
public sealed class Unavailable extends ServiceException permits NoRoom {
    private static final long serialVersionUID = 1;

    private final boolean isRetryable;

    public Unavailable(String name, String message) {
        this(name, message, false);
    }

    private Unavailable(String name, String message, boolean isRetryable) {
        super(name, message);
        this.isRetryable = isRetryable;
    }

    /** The same where nothing was changed: even a request that must not be made twice may be sent again. */
    public static Unavailable retryable(String name, String message) {
        return new Unavailable(name, message, true);
    }

    /** Whether nothing was changed, for certain. */
    public boolean isRetryable() {
        return isRetryable;
    }
}

package dev.waybill.store;

/**
 * A unique index refused a row, because another transaction was faster. Losing a race is expected; callers turn this into a
 * value.
 */
public final class NotUnique extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotUnique(Throwable cause) {
        super("a unique index refused the row", cause);
    }
}

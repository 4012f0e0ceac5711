package dev.waybill.errors;

/** What was asked for is not there. */
public final class NotFound extends ServiceException {
    private static final long serialVersionUID = 1;

    public NotFound(String name, String message) {
        super(name, message);
    }
}

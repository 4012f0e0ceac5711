package dev.waybill.errors;

/** The requested thing does not exist. */
public final class NotFound extends ServiceException {
    private static final long serialVersionUID = 1;

    public NotFound(String name, String message) {
        super(name, message);
    }
}

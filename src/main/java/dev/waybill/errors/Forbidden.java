package dev.waybill.errors;

/** The one who asks is known and may not. */
public final class Forbidden extends ServiceException {
    private static final long serialVersionUID = 1;

    public Forbidden(String name, String message) {
        super(name, message);
    }
}

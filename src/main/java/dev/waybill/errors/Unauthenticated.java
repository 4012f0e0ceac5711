package dev.waybill.errors;

/** The token or session is missing or unknown. */
public final class Unauthenticated extends ServiceException {
    private static final long serialVersionUID = 1;

    public Unauthenticated(String name, String message) {
        super(name, message);
    }
}

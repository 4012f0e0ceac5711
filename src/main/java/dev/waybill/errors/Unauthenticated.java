package dev.waybill.errors;

/** Nobody is known by what was presented. */
public final class Unauthenticated extends ServiceException {
    private static final long serialVersionUID = 1;

    public Unauthenticated(String name, String message) {
        super(name, message);
    }
}

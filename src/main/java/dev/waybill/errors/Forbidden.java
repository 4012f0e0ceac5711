package dev.waybill.errors;

/** The requester is known, but lacks a permission. */
public final class Forbidden extends ServiceException {
    private static final long serialVersionUID = 1;

    public Forbidden(String name, String message) {
        super(name, message);
    }
}

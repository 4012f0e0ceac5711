package dev.waybill.errors;

/** The thing is in another state than the request needs. */
public final class Conflict extends ServiceException {
    private static final long serialVersionUID = 1;

    public Conflict(String name, String message) {
        super(name, message);
    }
}

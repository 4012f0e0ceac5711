package dev.waybill.errors;

/** Something that the answer needs does not answer now; the same request may succeed later. */
public sealed class Unavailable extends ServiceException permits NoRoom {
    private static final long serialVersionUID = 1;

    public Unavailable(String name, String message) {
        super(name, message);
    }
}

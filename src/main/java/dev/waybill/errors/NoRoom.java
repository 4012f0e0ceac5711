package dev.waybill.errors;

/** A disk is full; the sentence names it. */
public final class NoRoom extends Unavailable {
    private static final long serialVersionUID = 1;

    public NoRoom(String message) {
        super("disk_full", message);
    }
}

package dev.waybill.errors;

/** What has to be written has no room on a disk; the sentence names that. */
public final class NoRoom extends Unavailable {
    private static final long serialVersionUID = 1;

    public NoRoom(String message) {
        super("disk_full", message);
    }
}

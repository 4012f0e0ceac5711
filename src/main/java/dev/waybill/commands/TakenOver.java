package dev.waybill.commands;

/**
 * The database does not have a run as whoever follows it has left it: a later start of this server follows it by now, or a crash of the
 * database has taken away what was not on its disk. Whoever wrote for it stops, touches nothing, and looks at it again.
 */
public final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    TakenOver(String what) {
        super(what + " is not as it was left");
    }
}

package dev.waybill.commands;

/**
 * The database does not have a run in the state in which its follower left it: a later start of this server follows it now, or
 * the database crashed and lost what was not on its disk. The follower stops, touches nothing, and reads the run again.
 */
public final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    TakenOver(String what) {
        super(what + " was changed by another process");
    }
}

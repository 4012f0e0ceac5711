package dev.waybill.deploys;

/** A later start of this server follows the run: whoever wrote for an earlier one stops, and touches nothing. */
final class TakenOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    TakenOver(String what) {
        super(what + " has been taken over by a later start of this server");
    }
}

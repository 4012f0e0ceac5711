package dev.waybill.apps;

import dev.waybill.store.Tx;

/**
 * Counts every change of what can block a deploy, such as locks and configuration. A claim succeeds only if the version is still
 * the one that the gates saw.
 */
public final class GateVersion {
    /** Signalled when a blocked deploy may be able to start. */
    public static final String LANES = "lanes";

    private static final String RAISE = "update gates set version = version + 1 where id = 1";
    private static final String HOLD = "update gates set version = version where id = 1 and version = ?";

    private GateVersion() {}

    /**
     * Invalidates all judgements of the gates and wakes the dispatcher. Must come first in its transaction, because all
     * transactions lock shared rows in one order: the gates, the lane, the pool, the deploy (docs/decisions/0022).
     */
    public static void raise(Tx tx) {
        tx.update(RAISE);
        tx.signal(LANES);
    }

    /**
     * Whether this is still the version; if so, nobody can raise it until the transaction ends. Reading alone would not do:
     * another transaction could raise and commit it before this one is committed.
     */
    public static boolean hold(Tx tx, long version) {
        return tx.update(HOLD, version) == 1;
    }
}

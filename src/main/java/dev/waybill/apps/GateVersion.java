package dev.waybill.apps;

import dev.waybill.store.Tx;

/**
 * Counts every change of what can hold a deploy back: locks, configuration. A claim counts only if this is still what it was when the
 * gates were asked.
 */
public final class GateVersion {
    /** Rung when something may start that could not before. */
    public static final String LANES = "lanes";

    private static final String RAISE = "update gates set version = version + 1 where id = 1";
    private static final String HOLD = "update gates set version = version where id = 1 and version = ?";

    private GateVersion() {}

    /**
     * Makes every answer of the gates stale, and the lanes be looked at again. Comes first in its transaction, since all take the rows that
     * they share in one order: the gates, the lane, the pool, the deploy (docs/decisions/0022).
     */
    public static void raise(Tx tx) {
        tx.update(RAISE);
        tx.signal(LANES);
    }

    /**
     * Whether this is still the version; if so, it stays that until the transaction ends: whoever wants to raise it waits. Reading
     * it would not do, as another transaction may have raised it, and be answered, before this one is committed.
     */
    public static boolean hold(Tx tx, long version) {
        return tx.update(HOLD, version) == 1;
    }
}

package dev.waybill.leases;

import dev.waybill.store.Tx;
import java.util.function.Predicate;

/**
 * Work that one server does for all that share the database. The holder keeps it until it stops beating its heart or starts anew;
 * it has no time of its own. Thread-safe.
 *
 * @param name of the work
 * @param node the id of this server
 * @param epoch of this start of it
 * @param isGone whether another server, by its id, is silent or was forgotten
 */
public record Lease(String name, String node, long epoch, Predicate<String> isGone) {
    /** Whether this server holds it. */
    public enum Hold {
        ANOTHER,
        /** Since this transaction: whatever an earlier holder was doing is abandoned. */
        TAKEN,
        KEPT
    }

    /** Keeps whoever holds it from writing until the transaction ends; for others that change what the holder works on. */
    public static void lock(Tx tx, String name) {
        var _ = LeaseStore.lock(tx, name);
    }

    /**
     * Takes or keeps it if no other living server has it. No other server can take it before the transaction ends, so what is
     * written in the transaction is never written by two.
     */
    public Hold hold(Tx tx) {
        var holder = LeaseStore.lock(tx, name);
        if (holder.isEmpty()) {
            return LeaseStore.insert(tx, this) ? Hold.TAKEN : Hold.ANOTHER;
        }
        var other = holder.get();
        if (other.node().equals(node) ? other.epoch() > epoch : !isGone.test(other.node())) {
            return Hold.ANOTHER;
        }
        if (other.node().equals(node) && other.epoch() == epoch) {
            return Hold.KEPT;
        }
        LeaseStore.update(tx, this);
        return Hold.TAKEN;
    }
}

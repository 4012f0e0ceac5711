package dev.waybill.leases;

import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.util.Optional;

/** The leases in the database. */
final class LeaseStore {
    private static final String FIND = "select node_id, epoch from leases where name = ?";
    private static final String INSERT =
            "insert into leases (name, node_id, epoch) values (?, ?, ?) on conflict (name) do nothing";
    private static final String UPDATE = "update leases set node_id = ?, epoch = ? where name = ?";

    private LeaseStore() {}

    record Holder(String node, long epoch) {}

    /** Its holder, who stays so until the transaction ends. */
    static Optional<Holder> lock(Tx tx, String name) {
        return Rows.first(
                tx.handle(),
                FIND + tx.forUpdate(),
                row -> new Holder(row.getString("node_id"), row.getLong("epoch")),
                name);
    }

    /** False if another server was faster. */
    static boolean insert(Tx tx, Lease lease) {
        return tx.update(INSERT, lease.name(), lease.node(), lease.epoch()) == 1;
    }

    static void update(Tx tx, Lease lease) {
        tx.update(UPDATE, lease.node(), lease.epoch(), lease.name());
    }
}

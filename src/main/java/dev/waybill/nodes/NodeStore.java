package dev.waybill.nodes;

import dev.waybill.deploys.Node;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The nodes in the database. */
final class NodeStore {
    private static final Row<NodeState> NODE = row -> new NodeState(
            row.getString("id"),
            row.getString("name"),
            row.getInt("running"),
            row.getInt("max_running"),
            row.getInt("draining") == 1,
            row.getLong("beat"),
            Instant.ofEpochMilli(row.getLong("started_at")),
            row.getString("shortage"),
            null);

    private static final String ALL = """
            select n.id, n.name, n.max_running, n.draining, n.beat, n.started_at, n.shortage,
                (select count(*) from deploys d where d.node_id = n.id and d.state = 'running' and d.external = 0) as running
            from nodes n where n.forgotten_at is null order by n.name, n.id
            """;
    private static final String NEWEST =
            "select id from nodes where forgotten_at is null order by started_at desc limit 1";
    private static final String MACHINE = "select machine from nodes where id = ? and machine is not null";
    private static final String REGISTER = """
            insert into nodes (id, name, machine, epoch, max_running, started_at) values (?, ?, ?, 1, ?, ?)
            on conflict (id) do update
                set epoch = nodes.epoch + 1, name = excluded.name, machine = excluded.machine, max_running = excluded.max_running,
                    started_at = excluded.started_at, draining = 0, forgotten_at = null, beat = nodes.beat + 1
            returning epoch
            """;
    private static final String BEAT =
            "update nodes set beat = beat + 1, shortage = ? where id = ? and epoch = ? and forgotten_at is null";
    private static final String DRAIN = "update nodes set draining = ? where id = ? and forgotten_at is null";
    private static final String FORGET = """
            update nodes set forgotten_at = ?, epoch = epoch + 1 where id = ? and beat = ? and forgotten_at is null
            """;

    private NodeStore() {}

    /** All nodes that were not forgotten. */
    static List<NodeState> all(Handle handle) {
        return Rows.all(handle, ALL, NODE);
    }

    /** The id of the node that was started last; empty if there is none. */
    static Optional<String> newest(Handle handle) {
        return Rows.first(handle, NEWEST, row -> row.getString(1));
    }

    /** The machine on which a node was started last; empty if unknown. */
    static Optional<String> machine(Handle handle, String id) {
        return Rows.first(handle, MACHINE, row -> row.getString(1), id);
    }

    /** Records a start and returns its epoch. */
    static long register(Tx tx, String id, String name, @Nullable String machine, int maxRunning, Instant now) {
        return tx.query(REGISTER, id, name, machine, maxRunning, now.toEpochMilli())
                .mapTo(Long.class)
                .one();
    }

    /** False if a later start of this node has taken over, or the node was forgotten. */
    static boolean beat(Tx tx, Node node, @Nullable String shortage) {
        return tx.update(BEAT, shortage, node.id(), node.epoch()) == 1;
    }

    /** False if the node does not exist. */
    static boolean drain(Tx tx, String id, boolean draining) {
        return tx.update(DRAIN, draining ? 1 : 0, id) == 1;
    }

    /** Refuses all further writes of the node. False if it has sent a heartbeat since, or was already forgotten. */
    static boolean forget(Tx tx, String id, long beat, Instant now) {
        return tx.update(FORGET, now.toEpochMilli(), id, beat) == 1;
    }
}

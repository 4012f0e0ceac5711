package dev.waybill.deploys;

import dev.waybill.spi.Result;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Runs: which command of which deploy, how far it is, and how much of its output is stored. */
final class RunStore {
    enum Phase {
        PREPARING,
        STARTING,
        ENDED
    }

    /**
     * A run as the database knows it.
     *
     * @param rawRead the first raw byte that is not stored yet
     * @param outputAt when some was stored last, as time since its machine booted; null if none was
     * @param result how it ended; null until then
     */
    record Run(
            String id,
            String step,
            Phase phase,
            long rawRead,
            @Nullable Duration outputAt,
            @Nullable Result result) {}

    private static final RowMapper<Run> RUN = (row, _) -> new Run(
            row.getString("id"),
            row.getString("step"),
            Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
            row.getLong("raw_read"),
            row.getObject("output_at") == null ? null : Duration.ofMillis(row.getLong("output_at")),
            ResultText.parse(row.getString("result")));

    private static final String SELECT =
            "select id, step, phase, raw_read, output_at, result from runs where deploy_id = ? order by step";
    private static final String INSERT = """
            insert into runs (id, deploy_id, step, node_id, epoch, phase, raw_read) values (?, ?, ?, ?, ?, 'preparing', 0)
            """;
    private static final String DELETE = "delete from runs where id = ?";
    private static final String ADOPT = "update runs set epoch = ? where node_id = ? and phase <> 'ended'";
    private static final String ABANDON = "update runs set epoch = epoch + 1 where node_id = ? and phase <> 'ended'";
    private static final String STARTING = """
            update runs set phase = 'starting'
            where id = ? and epoch = ? and exists (select 1 from deploys d where d.id = deploy_id and d.state = 'running')
            """;
    private static final String ADVANCE =
            "update runs set raw_read = ?, output_at = ? where id = ? and epoch = ? and raw_read = ?";
    private static final String END = "update runs set phase = 'ended', result = ? where id = ? and epoch = ?";

    private static final String OF_INTERRUPTED = """
            select count(*) from runs r join deploys d on d.id = r.deploy_id
            where r.id = ? and d.state = 'finished' and d.outcome = 'interrupted'
            """;

    private static final String IS_KNOWN = "select count(*) from runs where id = ?";

    private final Db db;

    RunStore(Db db) {
        this.db = db;
    }

    List<Run> of(DeployId deploy) {
        return db.read(handle ->
                handle.createQuery(SELECT).bind(0, deploy.value()).map(RUN).list());
    }

    Optional<Run> find(DeployId deploy, String step) {
        return of(deploy).stream().filter(run -> run.step().equals(step)).findFirst();
    }

    /** Whether there is a row of that id. One is there before there are files. */
    boolean isKnown(String id) {
        return db.read(handle -> handle.createQuery(IS_KNOWN)
                        .bind(0, id)
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    /** Whether its deploy was declared over without anybody looking whether it was. */
    boolean isOfInterrupted(String id) {
        return db.read(handle -> handle.createQuery(OF_INTERRUPTED)
                        .bind(0, id)
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    /** Takes over what earlier starts of this node have begun: what they may still write counts no more. */
    static void adopt(Tx tx, Node node) {
        tx.update(ADOPT, node.epoch(), node.id());
    }

    /** What a node may still write of its runs counts no more. */
    static void abandon(Tx tx, String node) {
        tx.update(ABANDON, node);
    }

    static void insert(Tx tx, String id, DeployId deploy, String step, Node node) {
        tx.update(INSERT, id, deploy.value(), step, node.id(), node.epoch());
    }

    static void delete(Tx tx, String id) {
        tx.update(DELETE, id);
    }

    static void starting(Tx tx, String id, Node node) {
        mustBeOurs(tx.update(STARTING, id, node.epoch()), id);
    }

    /** Notes that raw output up to an end is stored, in the transaction that stores it. */
    static void advance(Tx tx, String id, Node node, long from, long end, Duration sinceBoot) {
        mustBeOurs(tx.update(ADVANCE, end, sinceBoot.toMillis(), id, node.epoch(), from), id);
    }

    static void end(Tx tx, String id, Node node, Result result) {
        mustBeOurs(tx.update(END, ResultText.of(result), id, node.epoch()), id);
    }

    private static void mustBeOurs(int rows, String id) {
        if (rows != 1) {
            throw new TakenOver("run " + id);
        }
    }
}

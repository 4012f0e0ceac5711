package dev.waybill.commands;

import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Node;
import dev.waybill.spi.Result;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The runs in the database: their deploys, steps and phases, and how much of their output is stored. */
public final class RunStore {
    enum Phase {
        PREPARING,
        STARTING,
        ENDED
    }

    /**
     * A run as the database knows it.
     *
     * @param rawRead the first raw byte that is not stored yet
     * @param outputAt when output was stored last, as time since the machine's boot; null if none was
     * @param boot the boot of the machine during which it was about to start; null before, and for runs of an earlier version
     * @param sealed the sealed secrets that are masked in its output; null before it starts and after it has ended
     * @param result how it ended; null until then
     */
    public record Run(
            String id,
            String step,
            Phase phase,
            long rawRead,
            @Nullable Duration outputAt,
            @Nullable String boot,
            @Nullable String sealed,
            @Nullable Result result) {}

    private static final RowMapper<Run> RUN = (row, _) -> new Run(
            row.getString("id"),
            row.getString("step"),
            Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
            row.getLong("raw_read"),
            row.getObject("output_at") == null ? null : Duration.ofMillis(row.getLong("output_at")),
            row.getString("boot"),
            row.getString("sealed"),
            ResultText.parse(row.getString("result")));

    private static final String SELECT =
            "select id, step, phase, raw_read, output_at, boot, sealed, result from runs where deploy_id = ? order by step";
    private static final String INSERT = """
            insert into runs (id, deploy_id, step, node_id, epoch, phase, raw_read) values (?, ?, ?, ?, ?, 'preparing', 0)
            """;
    private static final String DELETE = "delete from runs where id = ?";
    private static final String ADOPT = "update runs set epoch = ? where node_id = ? and phase <> 'ended'";
    private static final String ABANDON = "update runs set epoch = epoch + 1 where node_id = ? and phase <> 'ended'";
    private static final String STARTING = """
            update runs set phase = 'starting', boot = ?, sealed = ?
            where id = ? and epoch = ?
            """;
    private static final String RUNNING = """
            select d.id from deploys d join runs r on r.deploy_id = d.id and r.node_id = d.node_id
            where r.id = ? and d.state = 'running'
            """;
    private static final String ADVANCE =
            "update runs set raw_read = ?, output_at = ? where id = ? and epoch = ? and raw_read = ?";
    private static final String CONFIRM = "update runs set raw_read = raw_read where id = ? and epoch = ?";
    private static final String END =
            "update runs set phase = 'ended', sealed = null, result = ? where id = ? and epoch = ? and raw_read = ?";

    private static final String HAS_ENDED = "select count(*) from runs where id = ? and phase = 'ended'";
    private static final String STANDING =
            "select r.phase, d.state from runs r join deploys d on d.id = r.deploy_id where r.id = ?";

    private final Db db;

    public RunStore(Db db) {
        this.db = db;
    }

    public List<Run> of(DeployId deploy) {
        return db.read(handle ->
                handle.createQuery(SELECT).bind(0, deploy.value()).map(RUN).list());
    }

    Optional<Run> find(DeployId deploy, String step) {
        return of(deploy).stream().filter(run -> run.step().equals(step)).findFirst();
    }

    /** Whether the files of a run are still needed. */
    public enum Standing {
        /** Its deploy is running. */
        NEEDED,
        /** Its end was recorded: only background processes that it left may be running. */
        ENDED,
        /** It may still be running: its deploy was ended without a look at its processes, or it has no record. */
        UNKNOWN
    }

    public Standing standing(String id) {
        return db.row(
                        STANDING,
                        row -> row.getString("state").equals("running")
                                ? Standing.NEEDED
                                : row.getString("phase").equals("ended") ? Standing.ENDED : Standing.UNKNOWN,
                        id)
                .orElse(Standing.UNKNOWN);
    }

    /** Takes over the runs of earlier starts of this node; writes from those starts are refused from now on. */
    public static void adopt(Tx tx, Node node) {
        tx.update(ADOPT, node.epoch(), node.id());
    }

    /** Refuses all further writes of a node to its runs. */
    public static void abandon(Tx tx, String node) {
        tx.update(ABANDON, node);
    }

    static void insert(Tx tx, String id, DeployId deploy, String step, Node node) {
        tx.update(INSERT, id, deploy.value(), step, node.id(), node.epoch());
    }

    static void delete(Tx tx, String id) {
        tx.update(DELETE, id);
    }

    /**
     * Records that a run may start from now on.
     *
     * @param boot the current boot of its machine
     * @param sealed the secrets that are masked in its output
     */
    static void starting(Tx tx, String id, Node node, String boot, String sealed) {
        var running =
                tx.query(RUNNING + tx.forUpdateOf("d"), id).mapTo(Long.class).findOne();
        mustBeOurs(running.isPresent() ? tx.update(STARTING, boot, sealed, id, node.epoch()) : 0, id);
    }

    /** Records that raw output is stored up to an end, in the transaction that stores it. */
    static void advance(Tx tx, String id, Node node, long from, long end, Duration sinceBoot) {
        mustBeOurs(tx.update(ADVANCE, end, sinceBoot.toMillis(), id, node.epoch(), from), id);
    }

    /** Changes nothing. Once a durable transaction with it is committed, all earlier records are on disk. */
    static void confirm(Tx tx, String id, Node node) {
        mustBeOurs(tx.update(CONFIRM, id, node.epoch()), id);
    }

    /** Records how a run ended, if exactly this much raw output is stored. */
    static void end(Tx tx, String id, Node node, long rawRead, Result result) {
        mustBeOurs(tx.update(END, ResultText.of(result), id, node.epoch(), rawRead), id);
    }

    public static void mustHaveEnded(Tx tx, String id) {
        mustBeOurs(tx.query(HAS_ENDED, id).mapTo(Integer.class).one(), id);
    }

    private static void mustBeOurs(int rows, String id) {
        if (rows != 1) {
            throw new TakenOver("run " + id);
        }
    }
}

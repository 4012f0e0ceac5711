package dev.waybill.deploys;

import dev.waybill.apps.AppId;
import dev.waybill.errors.NotFound;
import dev.waybill.events.Recorded;
import dev.waybill.store.Db;
import dev.waybill.store.Kept;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Slice;
import dev.waybill.store.Tx;
import dev.waybill.store.Weights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Finds deploys. {@link Transitions} changes them. */
public final class DeployStore {
    static final String SELECT = """
            select d.id, d.version, a.version as newest_app_version, d.state, d.app_id, a.name as app_name, d.environment, d.number, d.task, d.ref, d.question, d.sha, substr(d.unresolved, 1, 5000) as unresolved,
                d.previous_sha, d.user_id, u.name as user_name, u.created_at as user_created_at, c.name as caller, d.door, d.rank, d.forced, d.reason,
                d.params, d.app_version, d.external, d.driver, d.silent_since, d.retry_of, d.hosts, substr(d.message, 1, 5000) as message, d.evidence, d.report, d.killed, d.outcome, d.ending_as, d.created_at, d.node_id, d.started_at,
                d.finished_at, d.grace_until, d.superseded_by,
                j.verdict, j.cause, j.reason as judged_why, ju.name as judge, j.created_at as judged_at
            from deploys d join apps a on a.id = d.app_id join users u on u.id = d.user_id join users c on c.id = d.caller_id
                left join judgements j on j.id = (
                    select max(n.id) from judgements n
                    where n.app_id = d.app_id and n.environment = d.environment and n.sha = d.sha)
                left join users ju on ju.id = j.user_id
            """;
    /** The first columns of {@code SELECT}: all that is read of a cached deploy. */
    static final String SELECT_KEYS =
            "select d.id, d.version, a.version, d.state from deploys d join apps a on a.id = d.app_id ";

    /** For long lists that do not show parameters. */
    private static final String SELECT_SHORT =
            SELECT.replace("d.params,", "case when length(d.params) > 4096 then '{}' else d.params end as params,");

    private static final String BY_ID = SELECT + "where d.id = ?";
    private static final String BY_NUMBER = SELECT + "where a.name = ? and d.environment = ? and d.number = ?";
    private static final String WAITING =
            SELECT_SHORT + "where d.state = 'pending' and d.app_id = ? and d.environment = ? order by d.rank, d.id";
    private static final String RUNNING = SELECT + "where d.state = 'running' and d.app_id = ? and d.environment = ?";
    private static final String IN_LANE = SELECT + "where d.app_id = ? and d.environment = ? and d.number = ?";
    private static final String RUNNING_ON =
            SELECT + "where d.state = 'running' and d.external = 0 and d.node_id = ? order by d.id";
    private static final String IDS_RUNNING = "select id from deploys where state = 'running'";
    static final String UNFINISHED = SELECT_SHORT + "where d.state <> 'finished' order by d.state desc, d.rank, d.id";
    private static final String UNRESOLVED = SELECT_SHORT + "where d.state = 'pending' and d.sha is null order by d.id";

    /** Starts from the few lanes; on its own, the planner would start from everything that ever went live. */
    private static final String ALL_LIVE = SELECT_SHORT + """
                    where d.id in (
                        select s.id from lanes l cross join deploys s
                        where s.app_id = l.app_id and s.environment = l.environment and s.live_number = l.last_live)
                    order by a.name, d.environment
                    """;

    /** Those lanes whose last attempt to bring a version has failed. Starts from the lanes, like {@code ALL_LIVE}. */
    private static final String UNMENDED = SELECT_SHORT + """
                    where d.outcome <> 'succeeded' and d.id in (
                        select s.id from lanes l cross join deploys s
                        where s.app_id = l.app_id and s.environment = l.environment and s.number = (
                            select n.number from deploys n
                            where n.app_id = l.app_id and n.environment = l.environment and n.state = 'finished'
                                and n.task = 'deploy' and n.outcome in ('succeeded', 'failed', 'timed_out', 'interrupted')
                            order by n.number desc limit 1))
                    order by d.finished_at desc, d.id
                    """;

    /** Clocks can differ or be set, so a later number counts as well. Records never run. */
    private static final String STARTED_SINCE = SELECT + """
                    where d.app_id = ? and d.environment = ? and d.task = 'deploy' and d.id <> ? and d.id <> ?
                        and (d.started_at > ? or d.number > ? and (d.started_at is not null or d.door = 'record'))
                    order by d.started_at desc, d.number desc limit 1
                    """;

    private static final String ENVIRONMENTS = "select environment from lanes where app_id = ?";
    private static final String LAST_NUMBER = "select last_number from lanes where app_id = ? and environment = ?";
    private static final String COUNT_IN_POOL = "select count(*) from deploys where pool = ? and state = 'running'";
    private static final String IS_RUNNING_ON = """
            select count(*) from deploys d join nodes n on n.id = d.node_id
            where d.id = ? and d.state = 'running' and n.id = ? and n.epoch = ?
            """;
    private static final String COUNT_WAITING = """
            select count(*) from deploys where app_id = ? and environment = ? and state = 'pending' and rank = ?
            """;
    private static final String UNDER_WAY = "select count(*) from deploys where app_id = ? and state <> 'finished'";
    private static final String DELETE_ALL = "delete from deploys where app_id = ?";

    /** How many finished deploys are cached, about 2 KB each. */
    private static final int KEPT = 2_000;

    /** A step in memory, with its name and times. */
    private static final long STEP_WEIGHT = 200;

    private final Db db;
    private final Kept<Deploy.Reading, Deploy> kept = new Kept<>(KEPT, DeployStore::weight);
    /** Without long parameters. */
    private final Kept<Deploy.Reading, Deploy> keptShort = new Kept<>(KEPT, DeployStore::weight);

    /** Reads only the key of a finished deploy that is cached. Not for use in a transaction: its versions may be rolled back. */
    private final Row<Deploy> keeping = keepingIn(kept);

    private static Row<Deploy> keepingIn(Kept<Deploy.Reading, Deploy> kept) {
        return row -> {
            var key = key(row);
            return key.isPresent() ? kept.get(key.get(), () -> DeployRow.ROW.of(row)) : DeployRow.ROW.of(row);
        };
    }

    /** Empty unless it is finished. By position, for speed: this runs for every row of every list. */
    private static Optional<Deploy.Reading> key(ResultSet row) throws SQLException {
        return row.getString(4).equals("finished")
                ? Optional.of(new Deploy.Reading(row.getLong(1), row.getInt(2), row.getInt(3)))
                : Optional.empty();
    }

    public DeployStore(Db db) {
        this.db = db;
    }

    public Optional<Deploy> find(DeployId id) {
        return db.row(BY_ID, keeping, id.value());
    }

    public static Optional<Deploy> find(Handle handle, DeployId id) {
        return Rows.first(handle, BY_ID, DeployRow.ROW, id.value());
    }

    /** The deploy that an event is about; empty if it is about none, or the deploy was deleted. */
    public static Optional<Deploy> find(Handle handle, Recorded event) {
        return Optional.ofNullable(event.subject().deploy()).flatMap(deploy -> find(handle, new DeployId(deploy.id())));
    }

    /** @throws NotFound if no deploy has that id */
    public Deploy require(DeployId id) {
        return find(id).orElseThrow(DeployStore::noSuchDeploy);
    }

    /** @throws NotFound if no deploy has that number */
    public Deploy require(String app, String environment, int number) {
        return find(app, environment, number).orElseThrow(DeployStore::noSuchDeploy);
    }

    /** The answer if a deploy does not exist, or the requester has no permission to read it. */
    public static NotFound noSuchDeploy() {
        return new NotFound("invalid_resource", "Invalid deploy: this deploy does not exist");
    }

    public Optional<Deploy> find(String app, String environment, int number) {
        return db.row(BY_NUMBER, keeping, app, environment, number);
    }

    public Slice<Deploy> list(DeployFilter filter) {
        var sql = ListSql.of(filter);
        var known = db.rows(SELECT_KEYS + sql.text(), row -> key(row).flatMap(kept::find), sql.arguments());
        return known.stream().allMatch(Optional::isPresent)
                ? new Slice<>(known.stream().flatMap(Optional::stream).toList(), false)
                : db.slice(SELECT + sql.text(), keeping, DeployStore::weight, sql.arguments());
    }

    /**
     * The same through a handle, of those that a condition finds. Not within a transaction.
     *
     * @param end what follows {@link #SELECT} in the statement
     */
    List<Deploy> keeping(Handle handle, String end, Object... arguments) {
        var known = Rows.all(handle, SELECT_KEYS + end, row -> key(row).flatMap(kept::find), arguments);
        return known.stream().allMatch(Optional::isPresent)
                ? known.stream().flatMap(Optional::stream).toList()
                : Rows.all(handle, SELECT + end, keeping, arguments);
    }

    private static long weight(Deploy deploy) {
        return Weights.of(deploy.params())
                + Weights.of(deploy.message())
                + Weights.of(deploy.reason())
                + Weights.of(deploy.evidence())
                + Weights.of(deploy.report().notes())
                + Weights.of(deploy.report().links())
                + Weights.of(deploy.hosts())
                + Weights.of(deploy.report().hosts().keySet())
                + deploy.report().steps().size() * STEP_WEIGHT;
    }

    public List<Deploy> unfinished() {
        return db.rows(UNFINISHED, DeployRow.ROW, List.of());
    }

    /** Without long parameters. */
    public List<Deploy> unresolved() {
        return db.rows(UNRESOLVED, DeployRow.ROW, List.of());
    }

    /** The deploys that a node runs; external ones run elsewhere. */
    public List<Deploy> runningOn(String node) {
        return db.read(handle -> runningOn(handle, node));
    }

    public static List<Deploy> runningOn(Handle handle, String node) {
        return Rows.all(handle, RUNNING_ON, DeployRow.ROW, node);
    }

    /** The ids of all running deploys, on any node. */
    public Set<String> running() {
        return Set.copyOf(db.rows(IDS_RUNNING, row -> row.getString(1), List.of()));
    }

    /** Whether a deploy runs on this node, in this epoch of it. */
    public boolean isRunningOn(DeployId id, Node node) {
        return db.read(handle -> Rows.number(handle, IS_RUNNING_ON, id.value(), node.id(), node.epoch())) == 1;
    }

    /** The live deploy of every lane that has one. */
    public List<Deploy> allLive() {
        return db.rows(ALL_LIVE, keepingIn(keptShort), List.of());
    }

    /** The last attempts of those lanes where that failed, the newest first: nothing has mended them yet. Without long parameters. */
    public List<Deploy> unmended() {
        return db.rows(UNMENDED, keepingIn(keptShort), List.of());
    }

    /** Without long parameters. */
    public static List<Deploy> waiting(Handle handle, Lane lane) {
        return inLane(handle, WAITING, lane);
    }

    /** The one that was requested before another in the same lane; empty if there is none any more. */
    public static Optional<Deploy> before(Handle handle, Deploy deploy) {
        return inLane(handle, IN_LANE, deploy.lane(), deploy.number() - 1).stream()
                .findFirst();
    }

    /**
     * The last deploy that started in a lane after another one: a version that hosts may have instead. Not another task.
     *
     * @param but one that does not count; the same one for none
     */
    public static Optional<Deploy> startedSince(Handle handle, Deploy old, DeployId but) {
        if (!(old.state() instanceof Deploy.Finished finished) || finished.startedAt() == null) {
            return Optional.empty();
        }
        var started = finished.startedAt().toEpochMilli();
        return inLane(handle, STARTED_SINCE, old.lane(), old.id().value(), but.value(), started, old.number()).stream()
                .findFirst();
    }

    public static Optional<Deploy> running(Handle handle, Lane lane) {
        return inLane(handle, RUNNING, lane).stream().findFirst();
    }

    /** The environments to which deploys of an app were requested. */
    public static List<String> environments(Handle handle, AppId app) {
        return Rows.all(handle, ENVIRONMENTS, row -> row.getString(1), app.value());
    }

    /** How many deploys have been requested in a lane. */
    public static int lastNumber(Handle handle, Lane lane) {
        return (int) Rows.number(handle, LAST_NUMBER, lane.app().value(), lane.environment());
    }

    static List<Deploy> inLane(Handle handle, String sql, Lane lane, Object... more) {
        var arguments = Stream.concat(Stream.of(lane.app().value(), lane.environment()), Stream.of(more));
        return Rows.all(handle, sql, DeployRow.ROW, arguments.toArray());
    }

    public static int countInPool(Handle handle, String pool) {
        return (int) Rows.number(handle, COUNT_IN_POOL, pool);
    }

    public static int countWaiting(Tx tx, Lane lane, Rank rank) {
        return (int) Rows.number(tx.handle(), COUNT_WAITING, lane.app().value(), lane.environment(), rank.ordinal());
    }

    static int countUnderWay(Tx tx, AppId app) {
        return (int) Rows.number(tx.handle(), UNDER_WAY, app.value());
    }

    static void deleteAll(Tx tx, AppId app) {
        tx.update(DELETE_ALL, app.value());
    }
}

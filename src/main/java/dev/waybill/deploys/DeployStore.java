package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.access.UserId;
import dev.waybill.apps.AppId;
import dev.waybill.deploys.Deploy.DeployState;
import dev.waybill.deploys.Deploy.Finished;
import dev.waybill.deploys.Deploy.Pending;
import dev.waybill.deploys.Deploy.Running;
import dev.waybill.store.Db;
import dev.waybill.store.Kept;
import dev.waybill.store.Row;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Sha;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Finds deploys. How they change is in {@link Transitions}. */
final class DeployStore {
    private static final Row<Deploy> ROW = row -> new Deploy(
            new DeployId(row.getLong("id")),
            new AppId(row.getLong("app_id")),
            row.getString("app_name"),
            row.getString("environment"),
            row.getInt("number"),
            row.getString("task"),
            row.getString("ref"),
            row.getString("question"),
            sha(row.getString("sha")),
            sha(row.getString("previous_sha")),
            new User(
                    new UserId(row.getLong("user_id")),
                    row.getString("user_name"),
                    instant(row.getLong("user_created_at"))),
            row.getString("caller"),
            row.getString("door"),
            row.getInt("forced") == 1,
            row.getString("reason"),
            JsonMapper.shared().readValue(row.getString("params"), new TypeReference<Map<String, Object>>() {}),
            row.getInt("app_version"),
            row.getInt("newest_app_version"),
            row.getObject("retry_of") == null ? null : new DeployId(row.getLong("retry_of")),
            row.getString("message"),
            report(row.getString("report")),
            instant(row.getLong("created_at")),
            state(row),
            row.getInt("version"));

    private static final RowMapper<Deploy> DEPLOY = (row, _) -> ROW.of(row);

    private static final String SELECT = """
            select d.id, d.version, a.version as newest_app_version, d.state, d.app_id, a.name as app_name, d.environment, d.number, d.task, d.ref, d.question, d.sha, d.unresolved,
                d.previous_sha, d.user_id, u.name as user_name, u.created_at as user_created_at, c.name as caller, d.door, d.forced, d.reason,
                d.params, d.app_version, d.retry_of, d.message, d.report, d.killed, d.outcome, d.ending_as, d.created_at, d.node_id, d.started_at,
                d.finished_at
            from deploys d join apps a on a.id = d.app_id join users u on u.id = d.user_id join users c on c.id = d.caller_id
            """;
    /** The first columns of {@code SELECT}, which are all that is read of a deploy that is kept. */
    private static final String SELECT_KEYS =
            "select d.id, d.version, a.version, d.state from deploys d join apps a on a.id = d.app_id ";

    private static final String BY_ID = SELECT + "where d.id = ?";
    private static final String BY_NUMBER = SELECT + "where a.name = ? and d.environment = ? and d.number = ?";
    private static final String WAITING =
            SELECT + "where d.state = 'pending' and d.app_id = ? and d.environment = ? order by d.rank, d.id";
    private static final String RUNNING = SELECT + "where d.state = 'running' and d.app_id = ? and d.environment = ?";
    private static final String RUNNING_ON = SELECT + "where d.state = 'running' and d.node_id = ? order by d.id";
    private static final String UNFINISHED = SELECT + "where d.state <> 'finished' order by d.state desc, d.rank, d.id";
    private static final String UNRESOLVED = SELECT + "where d.state = 'pending' and d.sha is null order by d.id";
    private static final String LIVE = SELECT + """
                    where d.app_id = ? and d.environment = ? and d.state = 'finished' and d.outcome = 'succeeded'
                    order by d.number desc limit 1
                    """;
    private static final String PREVIOUS = SELECT + """
                    where d.app_id = :app and d.environment = :environment and d.state = 'finished' and d.outcome = 'succeeded'
                        and d.sha <> (
                            select l.sha from deploys l
                            where l.app_id = :app and l.environment = :environment
                                and l.state = 'finished' and l.outcome = 'succeeded'
                            order by l.number desc limit 1)
                    order by d.number desc limit 1
                    """;
    private static final String ALL_LIVE = SELECT + """
                    join lanes l on d.id = (
                        select s.id from deploys s
                        where s.app_id = l.app_id and s.environment = l.environment
                            and s.state = 'finished' and s.outcome = 'succeeded'
                        order by s.number desc limit 1)
                    order by a.name, d.environment
                    """;
    private static final String IDLE_LANES = """
            select p.app_id, p.environment from deploys p
            where p.state = 'pending' and not exists (
                select 1 from deploys r where r.app_id = p.app_id and r.environment = p.environment and r.state = 'running')
            group by p.app_id, p.environment
            order by min(p.rank), min(p.id)
            """;
    private static final String DURATIONS = """
            select finished_at - started_at from deploys
            where app_id = ? and environment = ? and state = 'finished' and outcome = 'succeeded'
            order by number desc limit 11
            """;
    private static final String COUNT_IN_POOL = "select count(*) from deploys where pool = ? and state = 'running'";
    private static final String IS_RUNNING_ON = """
            select count(*) from deploys d join nodes n on n.id = d.node_id
            where d.id = ? and d.state = 'running' and n.id = ? and n.epoch = ?
            """;
    private static final String UNDER_WAY = "select count(*) from deploys where app_id = ? and state <> 'finished'";
    private static final String DELETE_ALL = "delete from deploys where app_id = ?";

    /** How many deploys that are over are kept, about 2 KB each. */
    private static final int KEPT = 2_000;

    private final Db db;
    private final Kept<Deploy.Reading, Deploy> kept = new Kept<>(KEPT);

    /** Of a deploy that is over only the key is read again. Not within a transaction, whose versions may never be. */
    private final Row<Deploy> keeping = row -> {
        var key = key(row);
        return key.isPresent() ? kept.get(key.get(), () -> ROW.of(row)) : ROW.of(row);
    };

    /** Empty unless it is over. By position, since that is done for every row of every list. */
    private static Optional<Deploy.Reading> key(ResultSet row) throws SQLException {
        return row.getString(4).equals("finished")
                ? Optional.of(new Deploy.Reading(row.getLong(1), row.getInt(2), row.getInt(3)))
                : Optional.empty();
    }

    DeployStore(Db db) {
        this.db = db;
    }

    Optional<Deploy> find(DeployId id) {
        return db.row(BY_ID, keeping, id.value());
    }

    static Optional<Deploy> find(Handle handle, DeployId id) {
        return handle.createQuery(BY_ID).bind(0, id.value()).map(DEPLOY).findOne();
    }

    Optional<Deploy> find(String app, String environment, int number) {
        return db.row(BY_NUMBER, keeping, app, environment, number);
    }

    List<Deploy> list(DeployFilter filter) {
        var sql = ListSql.of(filter);
        var known = db.rows(SELECT_KEYS + sql.text(), row -> key(row).flatMap(kept::find), sql.arguments());
        return known.stream().allMatch(Optional::isPresent)
                ? known.stream().flatMap(Optional::stream).toList()
                : db.rows(SELECT + sql.text(), keeping, sql.arguments());
    }

    List<Deploy> unfinished() {
        return db.read(handle -> handle.createQuery(UNFINISHED).map(DEPLOY).list());
    }

    List<Deploy> unresolved() {
        return db.read(handle -> handle.createQuery(UNRESOLVED).map(DEPLOY).list());
    }

    List<Deploy> runningOn(String node) {
        return db.read(handle -> runningOn(handle, node));
    }

    static List<Deploy> runningOn(Handle handle, String node) {
        return handle.createQuery(RUNNING_ON).bind(0, node).map(DEPLOY).list();
    }

    /** Whether a deploy runs on this start of a node. */
    boolean isRunningOn(DeployId id, Node node) {
        return db.read(handle -> handle.createQuery(IS_RUNNING_ON)
                        .bind(0, id.value())
                        .bind(1, node.id())
                        .bind(2, node.epoch())
                        .mapTo(Integer.class)
                        .one())
                == 1;
    }

    /** What is live in each lane in which something is. */
    List<Deploy> allLive() {
        return db.rows(ALL_LIVE, keeping, List.of());
    }

    List<Lane> idleLanes() {
        return db.read(handle -> handle.createQuery(IDLE_LANES)
                .map((row, _) -> new Lane(new AppId(row.getLong("app_id")), row.getString("environment")))
                .list());
    }

    static List<Deploy> waiting(Handle handle, Lane lane) {
        return inLane(handle, WAITING, lane).list();
    }

    static Optional<Deploy> running(Handle handle, Lane lane) {
        return inLane(handle, RUNNING, lane).findOne();
    }

    /** What the newest succeeded deploy put there. */
    static Optional<Deploy> live(Handle handle, Lane lane) {
        return inLane(handle, LIVE, lane).findOne();
    }

    /** The newest succeeded deploy of another sha than what is live. */
    static Optional<Deploy> previous(Handle handle, Lane lane) {
        return handle.createQuery(PREVIOUS)
                .bind("app", lane.app().value())
                .bind("environment", lane.environment())
                .map(DEPLOY)
                .findOne();
    }

    private static ResultIterable<Deploy> inLane(Handle handle, String sql, Lane lane) {
        return handle.createQuery(sql)
                .bind(0, lane.app().value())
                .bind(1, lane.environment())
                .map(DEPLOY);
    }

    /** The durations of the last succeeded deploys of a lane, shortest first. */
    static List<Duration> durations(Handle handle, Lane lane) {
        return handle
                .createQuery(DURATIONS)
                .bind(0, lane.app().value())
                .bind(1, lane.environment())
                .mapTo(Long.class)
                .map(Duration::ofMillis)
                .stream()
                .sorted()
                .toList();
    }

    static int countInPool(Handle handle, String pool) {
        return handle.createQuery(COUNT_IN_POOL)
                .bind(0, pool)
                .mapTo(Integer.class)
                .one();
    }

    static int countUnderWay(Tx tx, AppId app) {
        return tx.query(UNDER_WAY, app.value()).mapTo(Integer.class).one();
    }

    static void deleteAll(Tx tx, AppId app) {
        tx.update(DELETE_ALL, app.value());
    }

    private static DeployState state(ResultSet row) throws SQLException {
        var started = row.getLong("started_at");
        var hasStarted = !row.wasNull();
        return switch (row.getString("state")) {
            case "pending" -> new Pending(row.getString("unresolved"));
            case "running" ->
                new Running(
                        instant(started),
                        row.getString("node_id"),
                        row.getString("ending_as") != null,
                        row.getInt("killed") == 1);
            default ->
                new Finished(
                        hasStarted ? instant(started) : null,
                        instant(row.getLong("finished_at")),
                        Outcome.of(row.getString("outcome")));
        };
    }

    private static Report report(@Nullable String json) {
        return json == null ? Report.NONE : JsonMapper.shared().readValue(json, Report.class);
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static @Nullable Sha sha(@Nullable String hex) {
        return hex == null ? null : new Sha(hex);
    }
}

package dev.waybill.deploys;

import dev.waybill.apps.GateVersion;
import dev.waybill.errors.Excerpt;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state changes of deploys. Each is conditional on the state before it: one that comes too late changes nothing and reports
 * that.
 */
public final class Transitions {
    private static final String NUMBER = """
            insert into lanes (app_id, environment, last_number) values (?, ?, 1)
            on conflict (app_id, environment) do update set last_number = lanes.last_number + 1
            returning last_number
            """;
    private static final String INSERT = """
            insert into deploys (app_id, environment, number, task, ref, question, sha, unresolved, user_id, caller_id, door, forced,
                rank, reason, params, app_version, external, retry_of, hosts, message, state, created_at, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, 1)
            returning id
            """;
    private static final String RESOLVED = """
            update deploys set sha = ?, ref = ?, unresolved = null, version = version + 1 where id = ? and state = 'pending' and sha is null
            """;
    private static final String COMPLAINED = """
            update deploys set unresolved = ?, version = version + 1 where id = ? and state = 'pending' and sha is null
            """;
    private static final String CLAIM = """
            update deploys
            set state = 'running', node_id = :node, pool = :pool, started_at = :now, boot = :boot, started_uptime = :uptime,
                version = version + 1,
                previous_sha = (
                    select l.sha from deploys l
                    where l.app_id = deploys.app_id and l.environment = deploys.environment and l.live_number is not null
                    order by l.live_number desc limit 1)
            where id = :id and version = :version and state = 'pending'
                and exists (
                    select 1 from nodes where id = :node and epoch = :epoch and draining = 0 and forgotten_at is null)
            """;
    private static final String HOLD = "update lanes set last_live = last_live where app_id = ? and environment = ?";
    private static final String HOLD_LIVE =
            "update lanes set last_live = last_live where app_id = ? and environment = ? and last_live = ?";
    private static final String RAISE_LIVE = """
            update lanes set last_live = last_live + 1
            where app_id = ? and environment = ? and exists (
                select 1 from deploys where id = ? and outcome = 'succeeded' and task = 'deploy')
            returning last_live
            """;
    private static final String SET_LIVE = "update deploys set live_number = ? where id = ?";
    private static final String INTERRUPT = """
            update deploys
            set state = 'finished', outcome = coalesce(ending_as, 'interrupted'), message = :message, version = version + 1,
                finished_at = case when started_at < :now then :now else started_at end
            where id = :id and state = 'running'
            """;
    private static final String CANCEL_RUNNING = """
            update deploys set ending_as = 'cancelled', version = version + 1 where id = ? and state = 'running' and version = ?
            """;
    private static final String HOLD_VERSION = "update deploys set version = version where id = ? and version = ?";
    private static final String KILL_RUNNING = """
            update deploys set ending_as = 'cancelled', killed = 1, version = version + 1
            where id = ? and state = 'running' and version = ?
            """;
    private static final String FINISH_PENDING = """
            update deploys set state = 'finished', outcome = ?, finished_at = ?, message = coalesce(?, message), version = version + 1
            where id = ? and state = 'pending'
            """;
    private static final String NOTE = """
            update deploys set message = case when message is null then ? else message || '; ' || ? end, version = version + 1 where id = ?
            """;
    private static final String TOUCH =
            "update deploys set version = version + 1 where app_id = ? and environment = ? and sha = ?";
    private static final String SUPERSEDE = """
            update deploys set state = 'finished', outcome = 'superseded', finished_at = ?, message = ?, superseded_by = ?, version = version + 1
            where id = ? and state = 'pending' and version = ?
            """;
    private static final String FINISH_RUNNING = """
            update deploys
            set state = 'finished', outcome = coalesce(ending_as, :outcome), message = coalesce(:message, message), version = version + 1,
                finished_at = case
                    when boot = :boot and started_uptime <= :uptime then started_at + :uptime - started_uptime
                    when started_at < :now then :now
                    else started_at end
            where id = :id and state = 'running' and (ending_as is null or :swept = 1)
                and (external = 1 or node_id = :node and exists (select 1 from nodes where id = :node and epoch = :epoch))
            returning finished_at - started_at
            """;

    private Transitions() {}

    public static DeployId insert(Tx tx, NewDeploy deploy, Instant now) {
        var lane = deploy.lane();
        var number = tx.query(NUMBER, lane.app().value(), lane.environment())
                .mapTo(Integer.class)
                .one();
        return new DeployId(tx.query(
                        INSERT,
                        lane.app().value(),
                        lane.environment(),
                        number,
                        deploy.task(),
                        deploy.ref(),
                        deploy.question(),
                        text(deploy.sha()),
                        excerpt(deploy.complaint()),
                        deploy.user().id().value(),
                        deploy.caller().id().value(),
                        deploy.door().word(),
                        deploy.forced() ? 1 : 0,
                        deploy.rank().ordinal(),
                        deploy.reason(),
                        JsonMapper.shared().writeValueAsString(deploy.params()),
                        deploy.appVersion(),
                        deploy.isExternal() ? 1 : 0,
                        deploy.retryOf() == null ? null : deploy.retryOf().value(),
                        deploy.hosts().isEmpty() ? null : JsonMapper.shared().writeValueAsString(deploy.hosts()),
                        excerpt(deploy.message()),
                        now.toEpochMilli())
                .mapTo(Long.class)
                .one());
    }

    /** @param ref as it is displayed from now on */
    public static boolean resolved(Tx tx, DeployId id, Sha sha, String ref) {
        return tx.update(RESOLVED, sha.hex(), ref, id.value()) == 1;
    }

    public static boolean complained(Tx tx, DeployId id, String complaint) {
        return tx.update(COMPLAINED, Excerpt.of(complaint), id.value()) == 1;
    }

    /**
     * Starts a deploy. Empty if the world changed since the candidate was judged, or another node was faster.
     *
     * @param judged the state that the gates judged
     * @param clock read once the locks are held, so that the start is not before the end of what it waited for
     */
    public static Optional<Moment> claim(Tx tx, Deploy deploy, Claim judged, Node node, Supplier<Moment> clock) {
        var pool = judged.pool();
        if (!GateVersion.hold(tx, judged.gateVersion()) || !holdLive(tx, deploy.lane(), judged.lastLive())) {
            return Optional.empty();
        }
        if (pool != null) {
            pool.lock(tx); // a statement of its own, so that it counts what other transactions have committed
            if (DeployStore.countInPool(tx.handle(), pool.name()) >= pool.maxRunning()) {
                return Optional.empty();
            }
        }
        var now = clock.get();
        try (var claim = tx.handle().createUpdate(CLAIM)) {
            var claimed = claim.bind("node", node.id())
                    .bind("epoch", node.epoch())
                    .bind("pool", pool == null ? null : pool.name())
                    .bind("now", now.wall().toEpochMilli())
                    .bind("boot", now.boot())
                    .bind("uptime", now.sinceBoot().toMillis())
                    .bind("id", deploy.id().value())
                    .bind("version", deploy.version())
                    .execute();
            return claimed == 1 ? Optional.of(now) : Optional.empty();
        }
    }

    /**
     * Whether nothing else went live in a lane. If so, nothing can until the transaction ends.
     *
     * @param seen how many deploys had gone live there when the gates were asked
     */
    static boolean holdLive(Tx tx, Lane lane, int seen) {
        return tx.update(HOLD_LIVE, lane.app().value(), lane.environment(), seen) == 1;
    }

    /** Locks a lane: nothing goes live or starts there until the transaction ends. */
    public static void hold(Tx tx, Lane lane) {
        tx.update(HOLD, lane.app().value(), lane.environment());
    }

    /** Makes a deploy live in its lane if it has just succeeded. */
    public static void goLive(Tx tx, Deploy deploy) {
        tx.query(
                        RAISE_LIVE,
                        deploy.app().value(),
                        deploy.environment(),
                        deploy.id().value())
                .mapTo(Integer.class)
                .findOne()
                .ifPresent(number -> tx.update(SET_LIVE, number, deploy.id().value()));
    }

    /** Ends a deploy whose node was declared gone; false if it had already ended. */
    public static boolean interrupt(Tx tx, DeployId id, String message, Instant now) {
        try (var interrupt = tx.handle().createUpdate(INTERRUPT)) {
            return interrupt
                            .bind("now", now.toEpochMilli())
                            .bind("message", Excerpt.of(message))
                            .bind("id", id.value())
                            .execute()
                    == 1;
        }
    }

    public static boolean cancelRunning(Tx tx, Deploy deploy) {
        return tx.update(CANCEL_RUNNING, deploy.id().value(), deploy.version()) == 1;
    }

    /** Whether a deploy is still what was read; if so, nobody else changes it until the transaction ends. */
    public static boolean holdVersion(Tx tx, Deploy read) {
        return tx.update(HOLD_VERSION, read.id().value(), read.version()) == 1;
    }

    public static boolean killRunning(Tx tx, Deploy deploy) {
        return tx.update(KILL_RUNNING, deploy.id().value(), deploy.version()) == 1;
    }

    static boolean finishPending(Tx tx, DeployId id, Outcome outcome, @Nullable String message, Instant now) {
        return tx.update(FINISH_PENDING, outcome.word(), now.toEpochMilli(), excerpt(message), id.value()) == 1;
    }

    /** Adds a sentence to the message of a deploy. */
    public static void note(Tx tx, DeployId id, String sentence) {
        var excerpt = Excerpt.of(sentence);
        tx.update(NOTE, excerpt, excerpt, id.value());
    }

    /** Counts a change of all deploys of a commit in a lane, because a judgement is displayed with each of them. */
    public static void touch(Tx tx, Lane lane, Sha sha) {
        tx.update(TOUCH, lane.app().value(), lane.environment(), sha.hex());
    }

    /** Ends a pending deploy because a newer one is live; false if it has changed since that was seen. */
    static boolean supersede(Tx tx, Deploy deploy, DeployId newer, String message, Instant now) {
        return tx.update(
                        SUPERSEDE,
                        now.toEpochMilli(),
                        Excerpt.of(message),
                        newer.value(),
                        deploy.id().value(),
                        deploy.version())
                == 1;
    }

    /**
     * Ends a running deploy; one that was cancelled ends as cancelled. The end is computed from the start and the monotonic
     * duration where that is known. Any node can end an external one.
     *
     * @param swept whether all of its processes have ended; until then, a cancelled deploy is not changed
     * @return how long it ran; empty if it did not end
     */
    public static Optional<Duration> finishRunning(
            Tx tx, DeployId id, Node node, Outcome outcome, @Nullable String message, boolean swept, Moment now) {
        return tx.handle()
                .createQuery(FINISH_RUNNING)
                .bind("outcome", outcome.word())
                .bind("now", now.wall().toEpochMilli())
                .bind("boot", now.boot())
                .bind("uptime", now.sinceBoot().toMillis())
                .bind("message", excerpt(message))
                .bind("id", id.value())
                .bind("node", node.id())
                .bind("epoch", node.epoch())
                .bind("swept", swept ? 1 : 0)
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis);
    }

    private static @Nullable String excerpt(@Nullable String text) {
        return text == null ? null : Excerpt.of(text);
    }

    private static @Nullable String text(@Nullable Sha sha) {
        return sha == null ? null : sha.hex();
    }
}

package dev.waybill.automation;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.Lane;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The automatic deploys of environments in the database. */
final class AutomationStore {
    private static final String FIND = """
            select mode, by_user, reason, since, resumed_number, unfinished, told_number, fired_at
            from automations where app_id = ? and environment = ?
            """;
    private static final String INSERT = """
            insert into automations (app_id, environment, mode, since, resumed_number, unfinished, told_number, fired_at)
            select id, ?, 'on', ?, ?, ?, ?, ? from apps where id = ?
            on conflict (app_id, environment) do nothing
            """;
    private static final String SET = """
            update automations set mode = ?, by_user = ?, reason = ?, since = ? where app_id = ? and environment = ?
            """;
    private static final String RESUME = """
            update automations set resumed_number = ?, unfinished = ?, told_number = case when ? < told_number then ? else told_number end
            where app_id = ? and environment = ?
            """;
    private static final String LAST_NUMBER = "select last_number from lanes where app_id = ? and environment = ?";
    /** A rollback that is running has paused them already. */
    private static final String UNFINISHED = """
            select number from deploys
            where app_id = ? and environment = ? and (state = 'pending' or state = 'running' and rank <> 0) order by number
            """;

    private static final String ACTIVE =
            "select app_id, environment from automations where resumed_number <> " + Automation.AT_REST;
    private static final String HELD =
            "select app_id, environment, mode from automations where mode <> 'on' and resumed_number <> "
                    + Automation.AT_REST;
    private static final String REST =
            "update automations set resumed_number = ?, unfinished = '' where app_id = ? and environment = ?";
    private static final String FIRED =
            "update automations set fired_at = ? where app_id = ? and environment = ? and fired_at < ?";
    private static final String TOLD =
            "update automations set told_number = ? where app_id = ? and environment = ? and told_number < ?";
    private static final String SETBACK = """
            select number, rank, coalesce(outcome, 'running') as outcome, coalesce(finished_at, started_at) as at
            from deploys where app_id = ? and environment = ? and number > ?
                and (number > ? or ? like '%,' || number || ',%')
                and task = 'deploy' and started_at is not null and (rank = 0 or outcome in ('failed', 'timed_out', 'interrupted'))
            order by number limit 1
            """;
    private static final String LAST_START = """
            select started_at from deploys where app_id = ? and environment = ? and door = 'automation' and started_at is not null
            order by number desc limit 1
            """;

    private AutomationStore() {}

    static Optional<Automation> find(Handle handle, Lane lane) {
        return Rows.first(handle, FIND, AutomationStore::automation, lane.app().value(), lane.environment());
    }

    private static Automation automation(ResultSet row) throws SQLException {
        return new Automation(
                Mode.of(row.getString("mode")).orElseThrow(),
                row.getString("by_user"),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("since")),
                Resumption.parse(row.getInt("resumed_number"), row.getString("unfinished")),
                row.getInt("told_number"),
                Instant.ofEpochMilli(row.getLong("fired_at")));
    }

    static Map<Lane, Mode> held(Handle handle) {
        return handle.createQuery(HELD).reduceRows(new HashMap<>(), (modes, row) -> {
            var lane = new Lane(
                    new AppId(row.getColumn("app_id", Long.class)), row.getColumn("environment", String.class));
            modes.put(lane, Mode.of(row.getColumn("mode", String.class)).orElseThrow());
            return modes;
        });
    }

    /** Does nothing if it is there. */
    static void insert(Tx tx, Lane lane, Instant now) {
        var millis = now.toEpochMilli();
        var last = lastNumber(tx, lane);
        var unfinished = unfinished(tx, lane);
        tx.update(
                INSERT,
                lane.environment(),
                millis,
                last,
                Resumption.text(unfinished),
                Math.min(last, told(unfinished)),
                millis,
                lane.app().value());
    }

    static void set(Tx tx, Lane lane, Mode mode, String by, @Nullable String reason, Instant now) {
        tx.update(SET, mode.word(), by, reason, now.toEpochMilli(), lane.app().value(), lane.environment());
    }

    /** What has failed so far pauses them no more. */
    static void resume(Tx tx, Lane lane) {
        var last = lastNumber(tx, lane);
        var unfinished = unfinished(tx, lane);
        var told = told(unfinished);
        tx.update(
                RESUME,
                last,
                Resumption.text(unfinished),
                told,
                told,
                lane.app().value(),
                lane.environment());
    }

    /** Read before the unfinished ones: what is requested in between has a higher number, and counts. */
    private static int lastNumber(Tx tx, Lane lane) {
        return Rows.first(
                        tx.handle(),
                        LAST_NUMBER,
                        row -> row.getInt(1),
                        lane.app().value(),
                        lane.environment())
                .orElse(0);
    }

    private static List<Integer> unfinished(Tx tx, Lane lane) {
        return Rows.all(
                tx.handle(), UNFINISHED, row -> row.getInt(1), lane.app().value(), lane.environment());
    }

    /** Of what becomes of these, people are yet to be told. */
    private static int told(List<Integer> unfinished) {
        return unfinished.isEmpty() ? Integer.MAX_VALUE : unfinished.getFirst() - 1;
    }

    /** The lanes whose automatic deploys are not at rest. */
    static List<Lane> active(Handle handle) {
        return Rows.all(
                handle, ACTIVE, row -> new Lane(new AppId(row.getLong("app_id")), row.getString("environment")));
    }

    /** Nothing pauses them any more, until {@link #resume}. */
    static void rest(Tx tx, Lane lane) {
        tx.update(REST, Automation.AT_REST, lane.app().value(), lane.environment());
    }

    static void fired(Tx tx, Lane lane, Instant time) {
        tx.update(FIRED, time.toEpochMilli(), lane.app().value(), lane.environment(), time.toEpochMilli());
    }

    /** False if people were told before. */
    static boolean told(Tx tx, Lane lane, int number) {
        return tx.update(TOLD, number, lane.app().value(), lane.environment(), number) == 1;
    }

    /** The first failed deploy or rollback that still counts. */
    static Optional<Setback> setback(Handle handle, Lane lane, Resumption after) {
        return Rows.first(
                handle,
                SETBACK,
                row -> new Setback(
                        row.getInt("number"),
                        row.getInt("rank") == 0,
                        row.getString("outcome"),
                        Instant.ofEpochMilli(row.getLong("at"))),
                lane.app().value(),
                lane.environment(),
                after.before(),
                after.number(),
                after.text());
    }

    static Optional<Instant> lastStart(Handle handle, Lane lane) {
        return Rows.first(
                handle,
                LAST_START,
                row -> Instant.ofEpochMilli(row.getLong(1)),
                lane.app().value(),
                lane.environment());
    }
}

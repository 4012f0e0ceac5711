package dev.waybill.incoming;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.DeployId;
import dev.waybill.forge.Deployments.State;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What became of deployments that others created, in the database. */
final class IncomingStore {
    private static final Row<Noted> NOTED = row -> new Noted(
            row.getString("repository"),
            row.getLong("deployment"),
            row.getString("creator"),
            row.getString("environment"),
            row.getString("task"),
            row.getString("ref"),
            row.getInt("taken") == 1,
            row.getString("app") == null
                    ? null
                    : "%s/%s#%d".formatted(row.getString("app"), row.getString("lane"), row.getInt("number")),
            row.getString("reason"),
            row.getString("answer") == null
                    ? null
                    : State.valueOf(row.getString("answer").toUpperCase(Locale.ROOT)),
            Instant.ofEpochMilli(row.getLong("noted_at")));

    private static final String SELECT = """
            select i.repository, i.deployment, i.creator, i.environment, i.task, i.ref, i.taken, i.reason, i.answer, i.noted_at,
                a.name as app, d.environment as lane, d.number
            from incoming_deployments i
                left join deploys d on d.id = i.deploy_id
                left join apps a on a.id = d.app_id
            where i.app_id = ?
            """;
    private static final String NEWEST = SELECT + " order by i.noted_at desc, i.deployment desc limit ?";
    private static final String UNANSWERED =
            SELECT + " and i.repository = ? and i.answer is not null and i.noted_at > ? order by i.deployment";
    private static final String KNOWN =
            "select deployment from incoming_deployments where app_id = ? and repository = ? and deployment >= ?";
    private static final String COLUMNS =
            "app_id, repository, deployment, creator, environment, task, ref, taken, deploy_id, reason, answer, noted_at";
    private static final String INSERT =
            "insert into incoming_deployments (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ANSWERED = """
            update incoming_deployments set answer = null where app_id = ? and repository = ? and deployment = ?
            """;
    private static final String FORGET = "delete from incoming_deployments where noted_at < ?";

    private IncomingStore() {}

    static List<Noted> newest(Handle handle, AppId app, int most) {
        return Rows.all(handle, NEWEST, NOTED, app.value(), most);
    }

    /** Those of which the code host has yet to be told, the oldest first. */
    static List<Noted> unanswered(Handle handle, AppId app, String repository, Instant after) {
        return Rows.all(handle, UNANSWERED, NOTED, app.value(), repository, after.toEpochMilli());
    }

    /** The numbers of those that were noted, from a number on. */
    static Set<Long> known(Handle handle, AppId app, String repository, long from) {
        return Set.copyOf(Rows.all(handle, KNOWN, row -> row.getLong(1), app.value(), repository, from));
    }

    /**
     * Notes a deployment.
     *
     * @param deploy what it started; null if it started nothing
     * @throws dev.waybill.store.NotUnique if it was noted before, or another app has taken it
     */
    static void insert(Tx tx, AppId app, Noted noted, @Nullable DeployId deploy) {
        tx.update(
                INSERT,
                app.value(),
                noted.repository(),
                noted.deployment(),
                noted.creator(),
                noted.environment(),
                noted.task(),
                noted.ref(),
                noted.isTaken() ? 1 : 0,
                deploy == null ? null : deploy.value(),
                noted.reason(),
                noted.answer() == null ? null : noted.answer().name().toLowerCase(Locale.ROOT),
                noted.at().toEpochMilli());
    }

    static void answered(Tx tx, AppId app, Noted noted) {
        tx.update(ANSWERED, app.value(), noted.repository(), noted.deployment());
    }

    static void forget(Tx tx, Instant before) {
        tx.update(FORGET, before.toEpochMilli());
    }
}

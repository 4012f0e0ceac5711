package dev.waybill.statuses;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Lane;
import dev.waybill.forge.CheckReport.State;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was published about commits, and which deploys decide it. */
final class StatusStore {
    private static final Row<Published> PUBLISHED = row -> new Published(
            new CommitStatus(
                    State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("description")),
            row.getString("context"),
            row.getInt("times"),
            Instant.ofEpochMilli(row.getLong("changed_at")));

    private static final String FIND = """
            select state, description, context, times, changed_at from commit_statuses where app_id = ? and environment = ? and sha = ?
            """;
    private static final String KEEP = """
            insert into commit_statuses (app_id, environment, sha, state, description, context, times, changed_at)
            select id, ?, ?, ?, ?, ?, 1, ? from apps where id = ?
            on conflict (app_id, environment, sha) do update
                set state = excluded.state, description = excluded.description, times = commit_statuses.times + 1,
                    changed_at = excluded.changed_at
            """;
    /** Deploys that ended before they started say nothing about a commit that another one brought. */
    private static final String DECISIVE = """
            select id from deploys where app_id = ? and environment = ? and sha = ? and task = 'deploy'
            order by case when state = 'finished' and started_at is null then 1 else 0 end, id desc limit 1
            """;

    private static final String WAITING = """
            select distinct d.app_id, d.environment, a.version from deploys d join apps a on a.id = d.app_id
            where d.state = 'pending' and d.sha is not null order by d.app_id, d.environment
            """;

    private StatusStore() {}

    /**
     * What was published last.
     *
     * @param context the name of the status, which stays the same for a commit
     * @param times how often it has changed
     */
    record Published(CommitStatus status, String context, int times, Instant at) {}

    static Optional<Published> published(Handle handle, LaneCommit commit) {
        return Rows.first(
                handle,
                FIND,
                PUBLISHED,
                commit.lane().app().value(),
                commit.lane().environment(),
                commit.sha().hex());
    }

    /** Does nothing if the app was deleted. @param context kept from the first time */
    static void keep(Tx tx, LaneCommit commit, CommitStatus status, String context, Instant now) {
        tx.update(
                KEEP,
                commit.lane().environment(),
                commit.sha().hex(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.description(),
                context,
                now.toEpochMilli(),
                commit.lane().app().value());
    }

    /** The newest deploy of a commit in a lane. */
    static Optional<DeployId> decisive(Handle handle, LaneCommit commit) {
        return Rows.first(
                handle,
                DECISIVE,
                row -> new DeployId(row.getLong("id")),
                commit.lane().app().value(),
                commit.lane().environment(),
                commit.sha().hex());
    }

    /** A lane in which deploys wait, and the version of its app's configuration. */
    record WaitingLane(Lane lane, int appVersion) {}

    /** The lanes in which deploys with a known commit wait. */
    static List<WaitingLane> waiting(Handle handle) {
        return Rows.all(
                handle,
                WAITING,
                row -> new WaitingLane(
                        new Lane(new AppId(row.getLong("app_id")), row.getString("environment")),
                        row.getInt("version")));
    }
}

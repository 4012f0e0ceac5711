package dev.waybill.simulation;

import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.vcs.Sha;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deploy as the database has it.
 *
 * @param question what is looked up in the repository: a ref, or a sha
 * @param isEnding it was cancelled, and ends as that
 * @param mayBeStoppedUntil in epoch milliseconds; null unless a lock under which it waited is gone
 * @param supersededBy the deploy because of which it did not start; null for none
 */
record Recorded(
        long id,
        String name,
        long app,
        String environment,
        String lane,
        int number,
        String state,
        @Nullable String outcome,
        boolean isEnding,
        @Nullable String node,
        int rank,
        String question,
        @Nullable Sha sha,
        String user,
        String door,
        @Nullable String reason,
        @Nullable Long mayBeStoppedUntil,
        @Nullable Long supersededBy,
        boolean isForced,
        boolean hasStarted,
        boolean isComplete) {
    /** So begins the question for a commit. */
    static final String SHA = "sha:";

    private static final String SINCE = """
            select d.id, a.name || '/' || d.environment || '#' || d.number as name, d.app_id, d.environment,
                a.name || '/' || d.environment as lane, d.number, d.state, d.outcome, d.ending_as, d.node_id, d.rank, d.question, d.sha,
                u.name as user_name, d.door, d.reason, d.grace_until, d.superseded_by, d.forced, d.started_at, l.complete
            from deploys d join apps a on a.id = d.app_id join users u on u.id = d.user_id join logs l on l.deploy_id = d.id
            where d.id > ? order by d.id
            """;

    private static final Row<Recorded> ROW = row -> new Recorded(
            row.getLong("id"),
            row.getString("name"),
            row.getLong("app_id"),
            row.getString("environment"),
            row.getString("lane"),
            row.getInt("number"),
            row.getString("state"),
            row.getString("outcome"),
            row.getString("ending_as") != null,
            row.getString("node_id"),
            row.getInt("rank"),
            row.getString("question"),
            row.getString("sha") == null ? null : new Sha(row.getString("sha")),
            row.getString("user_name"),
            row.getString("door"),
            row.getString("reason"),
            row.getObject("grace_until") == null ? null : Long.valueOf(row.getLong("grace_until")),
            row.getObject("superseded_by") == null ? null : Long.valueOf(row.getLong("superseded_by")),
            row.getInt("forced") == 1,
            row.getObject("started_at") != null,
            row.getInt("complete") == 1);

    /** All that came after one, in the order in which they came. */
    static List<Recorded> since(Db db, long first) {
        return db.rows(SINCE, ROW, List.of(first));
    }

    boolean isPending() {
        return state.equals("pending");
    }

    boolean isRunning() {
        return state.equals("running");
    }

    boolean isFinished() {
        return state.equals("finished");
    }

    boolean hasSucceeded() {
        return "succeeded".equals(outcome);
    }

    /** Whether automatic deploys wait for a person since then. */
    boolean isSetback() {
        return hasStarted
                && (goesBack()
                        || "failed".equals(outcome)
                        || "timed_out".equals(outcome)
                        || "interrupted".equals(outcome));
    }

    /** Whether it is of that commit, though the repository may not have confirmed that there is one. */
    boolean isOf(Sha commit) {
        return commit.equals(sha) || question.equals(SHA + commit.hex());
    }

    boolean isAutomatic() {
        return door.equals("automation");
    }

    /** It never waited or ran here. */
    boolean hasHappenedElsewhere() {
        return door.equals("record");
    }

    /** Whether going backwards is what it is for. */
    boolean goesBack() {
        return rank == 0;
    }

    /** Whether its turn comes first. */
    boolean goesBefore(Recorded other) {
        return lane.equals(other.lane) && (rank < other.rank || rank == other.rank && id < other.id);
    }
}

package dev.waybill.checks;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.Lane;
import dev.waybill.spi.CheckResult;
import dev.waybill.store.Db;
import dev.waybill.store.Rows;
import dev.waybill.vcs.Sha;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is known about the checks of commits. */
final class CheckStore {
    private static final String WAITING = """
            select distinct d.app_id, a.version, d.environment, d.sha, d.ref,
                case
                    when d.forced = 1 then 1
                    when d.rank = 0 and exists (
                        select 1 from deploys l
                        where l.app_id = d.app_id and l.environment = d.environment and l.sha = d.sha
                            and l.live_number is not null)
                    then 1
                    else 0 end as skips
            from deploys d join apps a on a.id = d.app_id
            where d.state = 'pending' and d.sha is not null
                and (a.without_checks is null or a.without_checks <> a.version) and a.retired_at is null
            """;
    private static final String SELECT = "select app_id, sha, check_key, " + CheckRow.COLUMNS + " from checks where ";
    private static final String OF_COMMIT = SELECT + "app_id = ? and sha = ?";
    private static final String OF_LANE = SELECT + """
            app_id = ? and sha in (
                select d.sha from deploys d where d.app_id = ? and d.environment = ? and d.state = 'pending')
            """;
    private static final String OF_WAITING = SELECT + """
            exists (
                select 1 from deploys d where d.app_id = checks.app_id and d.sha = checks.sha and d.state = 'pending')
            """;
    private static final String ONE = SELECT + "app_id = ? and sha = ? and check_key = ?";
    private static final String RESULTS = "select check_key, results from checks where app_id = ? and sha = ?";

    private CheckStore() {}

    /**
     * A commit for which a deploy waits, in an app that may have checks.
     *
     * @param skipsChecks by force or as a rollback: only those matter that nothing can skip
     */
    record WaitingCommit(Lane lane, int appVersion, Sha sha, String ref, boolean skipsChecks) {}

    static List<WaitingCommit> waiting(Db db) {
        return db.rows(
                WAITING,
                row -> new WaitingCommit(
                        new Lane(new AppId(row.getLong("app_id")), row.getString("environment")),
                        row.getInt("version"),
                        new Sha(row.getString("sha")),
                        row.getString("ref"),
                        row.getInt("skips") == 1),
                List.of());
    }

    static Map<CheckKey, CheckRow> ofWaiting(Handle handle) {
        return rows(handle, OF_WAITING);
    }

    static Map<CheckKey, CheckRow> ofLane(Handle handle, Lane lane) {
        return rows(handle, OF_LANE, lane.app().value(), lane.app().value(), lane.environment());
    }

    static Map<CheckKey, CheckRow> ofCommit(Handle handle, AppId app, Sha sha) {
        return rows(handle, OF_COMMIT, app.value(), sha.hex());
    }

    private static Map<CheckKey, CheckRow> rows(Handle handle, String sql, Object... arguments) {
        var found = new HashMap<CheckKey, CheckRow>();
        Rows.all(handle, sql, row -> found.put(key(row), CheckRow.of(row)), arguments);
        return found;
    }

    private static CheckKey key(ResultSet row) throws SQLException {
        return new CheckKey(
                new AppId(row.getLong("app_id")), new Sha(row.getString("sha")), row.getString("check_key"));
    }

    static Optional<CheckRow> find(Db db, CheckKey key) {
        return db.row(ONE, CheckRow::of, key.app().value(), key.sha().hex(), key.check());
    }

    /** The results of each check of a commit, by its key. */
    static Map<String, List<CheckResult>> results(Handle handle, AppId app, Sha sha) {
        var found = new HashMap<String, List<CheckResult>>();
        Rows.all(
                handle,
                RESULTS,
                row -> found.put(row.getString("check_key"), results(row.getString("results"))),
                app.value(),
                sha.hex());
        return found;
    }

    private static List<CheckResult> results(@Nullable String text) {
        return text == null ? List.of() : JsonMapper.shared().readValue(text, new TypeReference<>() {});
    }
}

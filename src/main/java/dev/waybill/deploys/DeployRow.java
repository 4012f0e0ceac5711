package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.access.UserId;
import dev.waybill.apps.AppId;
import dev.waybill.deploys.Deploy.DeployState;
import dev.waybill.deploys.Deploy.Finished;
import dev.waybill.deploys.Deploy.Pending;
import dev.waybill.deploys.Deploy.Running;
import dev.waybill.errors.Excerpt;
import dev.waybill.store.Row;
import dev.waybill.vcs.Sha;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Maps rows to deploys. */
final class DeployRow {
    static final Row<Deploy> ROW = row -> new Deploy(
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
            Door.of(row.getString("door")),
            Rank.values()[row.getInt("rank")],
            row.getInt("forced") == 1,
            row.getString("reason"),
            JsonMapper.shared().readValue(row.getString("params"), new TypeReference<Map<String, Object>>() {}),
            row.getInt("app_version"),
            row.getInt("newest_app_version"),
            row.getInt("external") == 1,
            idOrNull(row, "retry_of"),
            hosts(row.getString("hosts")),
            excerpt(row.getString("message")),
            row.getString("evidence"),
            report(row.getString("report")),
            judgement(row),
            instant(row.getLong("created_at")),
            state(row),
            row.getInt("version"));

    private DeployRow() {}

    private static DeployState state(ResultSet row) throws SQLException {
        var started = row.getLong("started_at");
        var hasStarted = !row.wasNull();
        return switch (row.getString("state")) {
            case "pending" -> new Pending(row.getString("unresolved"), instantOrNull(row, "grace_until"));
            case "running" ->
                new Running(
                        instant(started),
                        row.getString("node_id"),
                        row.getString("ending_as") != null,
                        row.getInt("killed") == 1,
                        driver(row));
            default ->
                new Finished(
                        hasStarted ? instant(started) : null,
                        instant(row.getLong("finished_at")),
                        Outcome.of(row.getString("outcome")),
                        idOrNull(row, "superseded_by"));
        };
    }

    private static Deploy.@Nullable Driver driver(ResultSet row) throws SQLException {
        var place = row.getString("driver");
        return place == null ? null : new Deploy.Driver(place, instantOrNull(row, "silent_since"));
    }

    private static @Nullable Judgement judgement(ResultSet row) throws SQLException {
        var verdict = row.getString("verdict");
        return verdict == null
                ? null
                : Judgement.of(
                        verdict,
                        row.getString("cause"),
                        row.getString("judged_why"),
                        row.getString("judge"),
                        instant(row.getLong("judged_at")));
    }

    private static @Nullable String excerpt(@Nullable String text) {
        return text == null ? null : Excerpt.of(text);
    }

    private static List<String> hosts(@Nullable String json) {
        return json == null ? List.of() : JsonMapper.shared().readValue(json, new TypeReference<List<String>>() {});
    }

    static Report reported(ResultSet row) throws SQLException {
        return report(row.getString("report"));
    }

    static Report report(@Nullable String json) {
        return json == null ? Report.NONE : JsonMapper.shared().readValue(json, Report.class);
    }

    private static @Nullable DeployId idOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : new DeployId(row.getLong(column));
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : instant(row.getLong(column));
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static @Nullable Sha sha(@Nullable String hex) {
        return hex == null ? null : new Sha(hex);
    }
}

package dev.waybill.sightings;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Lane;
import dev.waybill.sightings.Sighting.Acknowledgement;
import dev.waybill.sightings.Sighting.Drift;
import dev.waybill.spi.Live;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What was seen, in the database. */
final class SightingStore {
    private static final String SELECT = """
            select app_id, environment, seen_at, complaint, next_at, release_name, sha, since, by_user, address,
                drift_deploy_id, drift_sha, drift_at, acknowledged_by, acknowledged_at
            from sightings
            """;
    private static final String FIND = SELECT + "where app_id = ? and environment = ?";
    private static final String DRIFTING = SELECT + "where drift_deploy_id is not null";
    private static final String DUE = "select app_id, environment, next_at from sightings";
    private static final String INSERT = """
            insert into sightings (app_id, environment, provider, next_at) select id, ?, ?, ? from apps where id = ?
            on conflict (app_id, environment) do nothing
            """;
    private static final String TOLD = """
            update sightings set seen_at = ?, complaint = null, next_at = ?, release_name = ?, sha = ?, since = ?, by_user = ?, address = ?
            where app_id = ? and environment = ?
            """;
    private static final String SILENT =
            "update sightings set complaint = ?, next_at = ? where app_id = ? and environment = ?";
    private static final String DRIFT = """
            update sightings set drift_deploy_id = ?, drift_sha = ?, drift_at = ?, acknowledged_by = ?, acknowledged_at = ?
            where app_id = ? and environment = ?
            """;
    private static final String HURRY =
            "update sightings set next_at = ? where app_id = ? and environment = ? and next_at > ?";

    private SightingStore() {}

    static Optional<Sighting> find(Handle handle, Lane lane) {
        return Rows.first(handle, FIND, SightingStore::sighting, lane.app().value(), lane.environment());
    }

    /** Those with a drift. */
    static Map<Lane, Sighting> drifting(Handle handle) {
        return Rows.all(handle, DRIFTING, row -> Map.entry(lane(row), sighting(row))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Lane lane(ResultSet row) throws SQLException {
        return new Lane(new AppId(row.getLong("app_id")), row.getString("environment"));
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                time(row, "seen_at"),
                row.getString("complaint"),
                Instant.ofEpochMilli(row.getLong("next_at")),
                live(row),
                drift(row));
    }

    private static @Nullable Live live(ResultSet row) throws SQLException {
        var release = row.getString("release_name");
        return release == null
                ? null
                : new Live(
                        release,
                        row.getString("sha"),
                        time(row, "since"),
                        row.getString("by_user"),
                        row.getString("address"));
    }

    private static @Nullable Drift drift(ResultSet row) throws SQLException {
        var at = time(row, "drift_at");
        var by = row.getString("acknowledged_by");
        var acknowledgedAt = time(row, "acknowledged_at");
        var acknowledged = by == null || acknowledgedAt == null ? null : new Acknowledgement(by, acknowledgedAt);
        return at == null
                ? null
                : new Drift(new DeployId(row.getLong("drift_deploy_id")), row.getString("drift_sha"), at, acknowledged);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** When each environment is looked at next. */
    static Map<Lane, Instant> due(Handle handle) {
        return Rows.all(handle, DUE, row -> Map.entry(lane(row), Instant.ofEpochMilli(row.getLong("next_at")))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @param live null if nothing is */
    static void told(Tx tx, Lane lane, String provider, @Nullable Live live, Instant now, Instant next) {
        insert(tx, lane, provider, next);
        tx.update(
                TOLD,
                now.toEpochMilli(),
                next.toEpochMilli(),
                live == null ? null : live.release(),
                live == null ? null : live.sha(),
                live == null ? null : millis(live.since()),
                live == null ? null : live.by(),
                live == null ? null : live.address(),
                lane.app().value(),
                lane.environment());
    }

    /** What was told before stays. */
    static void silent(Tx tx, Lane lane, String provider, String complaint, Instant next) {
        insert(tx, lane, provider, next);
        tx.update(SILENT, complaint, next.toEpochMilli(), lane.app().value(), lane.environment());
    }

    private static void insert(Tx tx, Lane lane, String provider, Instant next) {
        tx.update(
                INSERT,
                lane.environment(),
                provider,
                next.toEpochMilli(),
                lane.app().value());
    }

    static void drift(Tx tx, Lane lane, @Nullable Drift drift) {
        var acknowledged = drift == null ? null : drift.acknowledged();
        tx.update(
                DRIFT,
                drift == null ? null : drift.deploy().value(),
                drift == null ? null : drift.sha(),
                drift == null ? null : millis(drift.since()),
                acknowledged == null ? null : acknowledged.by(),
                acknowledged == null ? null : millis(acknowledged.at()),
                lane.app().value(),
                lane.environment());
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** Has an environment looked at sooner, if it is looked at. */
    static void hurry(Tx tx, Lane lane, Instant at) {
        tx.update(HURRY, at.toEpochMilli(), lane.app().value(), lane.environment(), at.toEpochMilli());
    }
}

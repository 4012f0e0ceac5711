package dev.waybill.lanes;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.Lane;
import dev.waybill.store.Db;
import dev.waybill.store.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads in one query what every look at a lane needs, and which further queries are needed. */
final class LaneStore {
    private static final String HEAD = """
            select g.version as gate_version, coalesce(l.last_live, 0) as last_live, a.retired_at, a.version,
                case when a.without_checks = a.version then 0 else 1 end as checked,
                case when exists (
                    select 1 from automations u where u.app_id = a.id and u.environment = ?)
                then 1 else 0 end as automated,
                case when exists (
                    select 1 from locks k
                    where (k.app_id is null or k.app_id = a.id) and (k.environment is null or k.environment = ?))
                then 1 else 0 end as locked,
                case when exists (
                    select 1 from judgements j
                    where j.app_id = a.id and j.environment = ? and j.verdict = 'faulty')
                then 1 else 0 end as faulty
            from apps a
                cross join gates g
                left join lanes l on l.app_id = a.id and l.environment = ?
            where a.id = ?
            """;

    private static final String IDLE = """
            select p.app_id, p.environment, g.version as gate_version, coalesce(max(l.last_live), 0) as last_live,
                count(*) as waiting, max(p.id) as newest, sum(p.version) as changes
            from deploys p
                cross join gates g
                left join lanes l on l.app_id = p.app_id and l.environment = p.environment
            where p.state = 'pending' and not exists (
                select 1 from deploys r where r.app_id = p.app_id and r.environment = p.environment and r.state = 'running')
            group by p.app_id, p.environment, g.version
            order by min(p.rank), min(p.id)
            """;

    private LaneStore() {}

    /**
     * A lane in which deploys wait and none runs.
     *
     * @param lastLive how many deploys went live
     * @param changes how often those that wait have changed
     */
    record Idle(Lane lane, long gateVersion, long lastLive, long waiting, long newest, long changes) {}

    /** Longest waiting first. */
    static List<Idle> idle(Db db) {
        return db.rows(
                IDLE,
                row -> new Idle(
                        new Lane(new AppId(row.getLong("app_id")), row.getString("environment")),
                        row.getLong("gate_version"),
                        row.getLong("last_live"),
                        row.getLong("waiting"),
                        row.getLong("newest"),
                        row.getLong("changes")),
                List.of());
    }

    /**
     * @param lastLive how many deploys went live
     * @param retiredAt when the app was removed from the configuration; null if it was not
     * @param mayBeLocked whether a lock covers the lane
     * @param hasFaulty whether a version was ever judged faulty there
     * @param version of the app's configuration
     * @param isChecked whether the app may have checks
     * @param isAutomated whether automatic deploys were ever configured there
     */
    record Head(
            long gateVersion,
            int lastLive,
            @Nullable Instant retiredAt,
            boolean mayBeLocked,
            boolean hasFaulty,
            int version,
            boolean isChecked,
            boolean isAutomated) {
        /** For an app that was deleted meanwhile: nothing is there, and every claim fails. */
        private static final Head GONE = new Head(-1, 0, null, false, false, 0, false, false);
    }

    static Head head(Handle handle, Lane lane) {
        var environment = lane.environment();
        return Rows.first(
                        handle,
                        HEAD,
                        LaneStore::head,
                        environment,
                        environment,
                        environment,
                        environment,
                        lane.app().value())
                .orElse(Head.GONE);
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getLong("gate_version"),
                row.getInt("last_live"),
                row.getObject("retired_at") == null ? null : Instant.ofEpochMilli(row.getLong("retired_at")),
                row.getInt("locked") == 1,
                row.getInt("faulty") == 1,
                row.getInt("version"),
                row.getInt("checked") == 1,
                row.getInt("automated") == 1);
    }
}

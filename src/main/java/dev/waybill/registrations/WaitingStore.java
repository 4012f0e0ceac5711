package dev.waybill.registrations;

import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Lane;
import dev.waybill.store.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the pending deploys that are not registered, and when they are tried again. */
final class WaitingStore {
    private static final String OF_LANE = """
            select d.id, d.created_at, r.host, r.repository, r.deployment, r.state, r.complaint, r.changed_at, 0 as given_up,
                o.id as delivery, case when o.state = 'pending' then o.due_at else null end as next_at,
                (select max(c.since) from checks c where c.app_id = d.app_id and c.sha = d.sha) as checked_at
            from deploys d
                left join registrations r on r.deploy_id = d.id
                left join deliveries o on o.target = cast(? as text) || ' #' || cast(d.app_id as text) and o.subject = cast(d.id as text)
                    and o.state in ('pending', 'sending')
            where d.app_id = ? and d.environment = ? and d.state = 'pending' and r.deployment is null
            """;

    private WaitingStore() {}

    static Map<DeployId, Unregistered> ofLane(Handle handle, Lane lane, String via) {
        var found = new HashMap<DeployId, Unregistered>();
        Rows.all(
                handle,
                OF_LANE,
                row -> found.put(new DeployId(row.getLong("id")), unregistered(row, via)),
                via,
                lane.app().value(),
                lane.environment());
        return found;
    }

    private static Unregistered unregistered(ResultSet row, String via) throws SQLException {
        return new Unregistered(
                via,
                row.getString("host") == null ? null : RegistrationStore.registration(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getObject("delivery") != null,
                time(row, "next_at"),
                time(row, "checked_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}

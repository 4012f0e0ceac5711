package dev.waybill.registrations;

import dev.waybill.deploys.DeployId;
import dev.waybill.forge.Deployments;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The registrations in the database. */
final class RegistrationStore {
    private static final Row<Registration> REGISTRATION = RegistrationStore::registration;

    private static final String FIND = """
            select r.host, r.repository, r.deployment, r.state, r.complaint, r.changed_at,
                case when d.state = 'finished' and (r.deployment is null or r.complaint is not null) and not exists (
                    select 1 from events e join deliveries o on o.event_seq = e.seq
                    where e.deploy_id = d.id and o.courier = 'deployments' and o.state in ('waiting', 'pending', 'sending'))
                then 1 else 0 end as given_up
            from registrations r join deploys d on d.id = r.deploy_id where r.deploy_id = ?
            """;
    private static final String KNOWN =
            "select count(*) from registrations where deployment = ? and host = ? and repository = ?";
    private static final String REPLACED = """
            select r.deploy_id, r.deployment from registrations r
                join deploys d on d.id = r.deploy_id
                join deploys l on l.app_id = d.app_id and l.environment = d.environment
            where r.state = 'success' and l.id = ? and r.host = ? and r.repository = ?
                and (d.live_number < l.live_number or d.live_number is null and l.live_number is not null and d.id < l.id)
            order by d.id
            """;
    private static final String REPLACEMENT = """
            select l.id from deploys d join deploys l on l.app_id = d.app_id and l.environment = d.environment
            where d.id = ? and l.live_number > d.live_number order by l.live_number desc limit 1
            """;
    private static final String REGISTERED = """
            insert into registrations (deploy_id, host, repository, deployment, changed_at) values (?, ?, ?, ?, ?)
            on conflict (deploy_id) do update
                set host = excluded.host, repository = excluded.repository, deployment = excluded.deployment, complaint = null,
                    changed_at = excluded.changed_at
            """;
    private static final String FAILED = """
            insert into registrations (deploy_id, host, repository, complaint, changed_at) values (?, ?, ?, ?, ?)
            on conflict (deploy_id) do update
                set host = case when registrations.deployment is null then excluded.host else registrations.host end,
                    repository = case when registrations.deployment is null then excluded.repository else registrations.repository end,
                    complaint = excluded.complaint, changed_at = excluded.changed_at
            """;
    private static final String REPORTED =
            "update registrations set state = ?, complaint = null, changed_at = ? where deploy_id = ?";

    private RegistrationStore() {}

    static Registration registration(ResultSet row) throws SQLException {
        var deployment = row.getLong("deployment");
        var isRegistered = !row.wasNull();
        var state = row.getString("state");
        return new Registration(
                row.getString("host"),
                row.getString("repository"),
                isRegistered ? deployment : null,
                state == null ? null : Deployments.State.valueOf(state.toUpperCase(Locale.ROOT)),
                row.getString("complaint"),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                row.getInt("given_up") == 1);
    }

    /** What a code host knows about a deploy; empty if it was never told. */
    static Optional<Registration> find(Handle handle, DeployId deploy) {
        return Rows.first(handle, FIND, REGISTRATION, deploy.value());
    }

    static boolean isKnown(Handle handle, String host, String repository, long deployment) {
        return Rows.number(handle, KNOWN, deployment, host, repository) > 0;
    }

    /** The live deploy of the lane, if this one was live before it. */
    static Optional<DeployId> replacement(Handle handle, DeployId deploy) {
        return Rows.first(handle, REPLACEMENT, row -> new DeployId(row.getLong("id")), deploy.value());
    }

    /** A deploy of a lane that its code host still shows as live, although another went live after it. */
    record Replaced(DeployId deploy, long deployment) {}

    /** Those that were live before a deploy; none if it has not gone live, which tasks other than {@code deploy} never do. */
    static List<Replaced> replaced(Handle handle, DeployId by, Registration registration) {
        return Rows.all(
                handle,
                REPLACED,
                row -> new Replaced(new DeployId(row.getLong("deploy_id")), row.getLong("deployment")),
                by.value(),
                registration.host(),
                registration.repository());
    }

    static void registered(Tx tx, DeployId deploy, String host, String repository, long deployment, Instant now) {
        tx.update(REGISTERED, deploy.value(), host, repository, deployment, now.toEpochMilli());
    }

    static void failed(Tx tx, DeployId deploy, String host, String repository, String complaint, Instant now) {
        tx.update(FAILED, deploy.value(), host, repository, complaint, now.toEpochMilli());
    }

    static void reported(Tx tx, DeployId deploy, Deployments.State state, Instant now) {
        tx.update(REPORTED, state.name().toLowerCase(Locale.ROOT), now.toEpochMilli(), deploy.value());
    }
}

package dev.waybill.triggers;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.store.Rows;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The automatic deploys of lanes. */
final class AutomaticStore {
    private static final String LAST = """
            select id from deploys where app_id = ? and environment = ? and door = 'automation' order by number desc limit 1
            """;
    /** Each of them was replaced by the next one before it could start. */
    private static final String WAITING_SINCE = """
            select min(created_at) from deploys where app_id = ? and environment = ? and door = 'automation' and number > (
                select coalesce(max(s.number), 0) from deploys s
                where s.app_id = ? and s.environment = ? and s.door = 'automation'
                    and (s.started_at is not null or s.outcome <> 'superseded'))
            """;

    /** Of the last hundred deploys. */
    private static final String FAILED = """
            select sha from deploys where app_id = ? and environment = ? and door = 'automation' and state = 'finished'
                and outcome not in ('succeeded', 'superseded') and sha is not null and number > (
                    select coalesce(max(s.number), 0) - 100 from deploys s where s.app_id = ? and s.environment = ?)
            """;

    private AutomaticStore() {}

    /** The newest automatic deploy, whatever has become of it. */
    static Optional<Deploy> last(Handle handle, Lane lane) {
        return Rows.first(
                        handle,
                        LAST,
                        row -> new DeployId(row.getLong(1)),
                        lane.app().value(),
                        lane.environment())
                .flatMap(id -> DeployStore.find(handle, id));
    }

    /** The commits whose automatic deploys have failed, or were cancelled, lately. */
    static Set<Sha> failed(Handle handle, Lane lane) {
        return Set.copyOf(new HashSet<>(Rows.all(
                handle,
                FAILED,
                row -> new Sha(row.getString(1)),
                lane.app().value(),
                lane.environment(),
                lane.app().value(),
                lane.environment())));
    }

    /** Since when automatic deploys wait, one after the other; empty if none waits. */
    static Optional<Instant> waitingSince(Handle handle, Lane lane) {
        return Rows.first(
                        handle,
                        WAITING_SINCE,
                        row -> row.getLong(1),
                        lane.app().value(),
                        lane.environment(),
                        lane.app().value(),
                        lane.environment())
                .filter(millis -> millis > 0)
                .map(Instant::ofEpochMilli);
    }
}

package dev.waybill.locks;

import dev.waybill.deploys.DeployId;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds the deploys that wait for locks, and the locks whose holders are running deploys. */
final class WaiterStore {
    private static final String HELD = """
            select d.id, a.name as app_name, d.environment, d.number
            from locks l
                join deploys d on (l.app_id is null or d.app_id = l.app_id) and (l.environment is null or d.environment = l.environment)
                join apps a on a.id = d.app_id
            where l.id = ? and d.state = 'pending'
                and (l.kind = 'hard' and d.user_id <> l.user_id or l.kind = 'automation' and d.door = 'automation')
            """;
    private static final String IN_ORDER = " order by d.rank, d.id";
    private static final String BY_NO_OTHER = """
             and not exists (
                select 1 from locks o
                where o.id <> l.id and (o.app_id is null or o.app_id = d.app_id)
                    and (o.environment is null or o.environment = d.environment)
                    and (o.kind = 'hard' and d.user_id <> o.user_id or o.kind = 'automation' and d.door = 'automation'))
            """;
    private static final String GRANT =
            "update deploys set grace_until = ?, version = version + 1 where id = ? and state = 'pending'";
    private static final String NEXT_GRACE =
            "select min(grace_until) from deploys where state = 'pending' and grace_until > ?";
    private static final String HOLDERS_RUNNING = """
            select count(*)
            from locks l
                join deploys d on (l.app_id is null or d.app_id = l.app_id) and (l.environment is null or d.environment = l.environment)
            where l.id = ? and d.state = 'running' and d.user_id = l.user_id
            """;

    private WaiterStore() {}

    private record Held(DeployId id, String name) {}

    /** The names of the deploys that a lock blocks, in the order of the requests. */
    static List<String> heldBy(Handle handle, Lock lock) {
        return held(handle, HELD + IN_ORDER, lock).stream().map(Held::name).toList();
    }

    /**
     * Grants a grace period to the deploys that are blocked by this hard lock and by no other. The caller must have raised the
     * version of the gates before, so that none of them is claimed meanwhile.
     *
     * @param until the end of the grace period
     * @return their names, in the order of the requests
     */
    static List<String> grantGrace(Tx tx, Lock lock, Instant until) {
        return held(tx.handle(), HELD + BY_NO_OTHER + IN_ORDER, lock).stream()
                .filter(held -> tx.update(GRANT, until.toEpochMilli(), held.id().value()) == 1)
                .map(Held::name)
                .toList();
    }

    private static List<Held> held(Handle handle, String sql, Lock lock) {
        return Rows.all(handle, sql, WaiterStore::held, lock.id());
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                new DeployId(row.getLong("id")),
                "%s/%s#%d".formatted(row.getString("app_name"), row.getString("environment"), row.getInt("number")));
    }

    /** The end of the next grace period; empty if there is none. */
    static Optional<Instant> nextGrace(Handle handle, Instant now) {
        return handle.createQuery(NEXT_GRACE)
                .bind(0, now.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** Whether a deploy of the lock's holder is running in its scope. */
    static boolean holderRuns(Handle handle, Lock lock) {
        return Rows.number(handle, HOLDERS_RUNNING, lock.id()) > 0;
    }
}

package dev.waybill.hosts;

import dev.waybill.access.UserId;
import dev.waybill.store.Tx;
import dev.waybill.vcs.HostKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The trusted hosts in the database. */
final class HostStore {
    private static final RowMapper<TrustedHost> HOST = (row, _) -> new TrustedHost(
            row.getString("host"),
            HostKey.parse(row.getString("line")).orElseThrow(),
            row.getString("name"),
            Instant.ofEpochMilli(row.getLong("created_at")));

    private static final String ALL = """
            select h.host, h.line, u.name, h.created_at from hosts h join users u on u.id = h.user_id order by h.host
            """;
    private static final String FIND = """
            select h.host, h.line, u.name, h.created_at from hosts h join users u on u.id = h.user_id where h.host = ?
            """;
    private static final String PUT = """
            insert into hosts (host, line, user_id, created_at) values (?, ?, ?, ?)
            on conflict (host) do update
                set line = excluded.line, user_id = excluded.user_id, created_at = excluded.created_at
            """;
    private static final String DELETE = "delete from hosts where host = ?";

    private HostStore() {}

    static List<TrustedHost> all(Handle handle) {
        return handle.createQuery(ALL).map(HOST).list();
    }

    static Optional<TrustedHost> find(Handle handle, String host) {
        return handle.createQuery(FIND).bind(0, host).map(HOST).findOne();
    }

    static void put(Tx tx, String host, HostKey key, UserId user, Instant now) {
        tx.update(PUT, host, key.line(), user.value(), now.toEpochMilli());
    }

    /** False if there was none. */
    static boolean delete(Tx tx, String host) {
        return tx.update(DELETE, host) > 0;
    }
}

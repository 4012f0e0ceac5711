package dev.waybill.gates;

import dev.waybill.access.UserId;
import dev.waybill.apps.AppId;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Locks. */
final class LockStore {
    private static final RowMapper<Lock> LOCK = (row, _) -> lock(row);

    private static final String FIND = """
            select u.name, l.reason, l.created_at from locks l join users u on u.id = l.user_id where l.app_id = ?
            """;
    private static final String ALL =
            "select l.app_id, u.name, l.reason, l.created_at from locks l join users u on u.id = l.user_id";
    private static final String PUT = """
            insert into locks (app_id, reason, user_id, created_at) values (?, ?, ?, ?)
            on conflict (app_id) do update set reason = excluded.reason
            """;
    private static final String DELETE = "delete from locks where app_id = ?";

    private LockStore() {}

    static Optional<Lock> find(Handle handle, AppId app) {
        return handle.createQuery(FIND).bind(0, app.value()).map(LOCK).findOne();
    }

    static Map<AppId, Lock> all(Db db) {
        return db.rows(ALL, row -> Map.entry(new AppId(row.getLong("app_id")), lock(row)), List.of()).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Lock lock(ResultSet row) throws SQLException {
        return new Lock(
                row.getString("name"), row.getString("reason"), Instant.ofEpochMilli(row.getLong("created_at")));
    }

    static void put(Tx tx, AppId app, String reason, UserId user, Instant now) {
        tx.update(PUT, app.value(), reason, user.value(), now.toEpochMilli());
    }

    /** False if there was none. */
    static boolean delete(Tx tx, AppId app) {
        return tx.update(DELETE, app.value()) > 0;
    }
}

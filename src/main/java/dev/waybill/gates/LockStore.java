package dev.waybill.gates;

import dev.waybill.access.UserId;
import dev.waybill.apps.AppId;
import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Locks. */
final class LockStore {
    private static final Row<Lock> ROW = row -> new Lock(
            row.getLong("id"),
            scope(row),
            Lock.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("holder"),
            row.getString("reason"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            row.getObject("expires_at") == null ? null : Instant.ofEpochMilli(row.getLong("expires_at")));
    private static final RowMapper<Lock> LOCK = (row, _) -> ROW.of(row);

    private static final String SELECT = """
            select l.id, l.app_id, a.name as app_name, l.environment, l.kind, u.name as holder, l.reason, l.created_at, l.expires_at
            from locks l join users u on u.id = l.user_id left join apps a on a.id = l.app_id
            """;
    private static final String ALL = SELECT + "order by l.id";
    private static final String COVERING = SELECT + """
            where (l.app_id is null or l.app_id = ?) and (l.environment is null or l.environment = ?)
            order by l.id
            """;
    private static final String ON_APP = SELECT + "where l.app_id = ? and l.environment is null and l.kind = 'hard'";
    private static final String ON_APPS =
            SELECT + "where l.app_id is not null and l.environment is null and l.kind = 'hard'";
    private static final String INSERT = """
            insert into locks (app_id, kind, reason, user_id, created_at) values (?, 'hard', ?, ?, ?)
            on conflict do nothing
            """;
    private static final String NEW_REASON = "update locks set reason = ? where id = ?";
    private static final String DELETE = "delete from locks where id = ?";

    private LockStore() {}

    static List<Lock> covering(Handle handle, AppId app, String environment) {
        return handle.createQuery(COVERING)
                .bind(0, app.value())
                .bind(1, environment)
                .map(LOCK)
                .list();
    }

    static Optional<Lock> onApp(Handle handle, AppId app) {
        return handle.createQuery(ON_APP).bind(0, app.value()).map(LOCK).findOne();
    }

    static Map<AppId, Lock> onApps(Db db) {
        return db.rows(ON_APPS, row -> Map.entry(new AppId(row.getLong("app_id")), ROW.of(row)), List.of()).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static List<Lock> all(Db db) {
        return db.rows(ALL, ROW, List.of());
    }

    private static LockScope scope(ResultSet row) throws SQLException {
        var app = row.getObject("app_id") == null ? null : new AppId(row.getLong("app_id"));
        return new LockScope(app, row.getString("app_name"), row.getString("environment"));
    }

    static void insert(Tx tx, AppId app, String reason, UserId user, Instant now) {
        tx.update(INSERT, app.value(), reason, user.value(), now.toEpochMilli());
    }

    static void changeReason(Tx tx, Lock lock, String reason) {
        tx.update(NEW_REASON, reason, lock.id());
    }

    static void delete(Tx tx, Lock lock) {
        tx.update(DELETE, lock.id());
    }
}

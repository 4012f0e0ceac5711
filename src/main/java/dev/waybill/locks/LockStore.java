package dev.waybill.locks;

import dev.waybill.access.UserId;
import dev.waybill.apps.AppId;
import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
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
import org.jspecify.annotations.Nullable;

/** The locks in the database. */
final class LockStore {
    private static final Row<Lock> ROW = row -> new Lock(
            row.getLong("id"),
            scope(row),
            Lock.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("holder"),
            row.getString("reason"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            row.getObject("expires_at") == null ? null : Instant.ofEpochMilli(row.getLong("expires_at")));

    private static final String SELECT = """
            select l.id, l.app_id, a.name as app_name, l.environment, l.kind, u.name as holder, l.reason, l.created_at, l.expires_at,
                l.reminded
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
    private static final String ON_SCOPE =
            SELECT + "where coalesce(l.app_id, 0) = ? and coalesce(l.environment, '') = ?";
    private static final String ENDING = SELECT + "where l.expires_at is not null order by l.expires_at, l.id";
    private static final String INSERT = """
            insert into locks (app_id, environment, kind, reason, user_id, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String HOLD = """
            update locks set reminded = reminded
            where id = ? and coalesce(expires_at, 0) = ? and user_id = (select u.id from users u where u.name = ?)
            """;
    private static final String CHANGE = """
            update locks set kind = ?, reason = ?, user_id = (select u.id from users u where u.name = ?), created_at = ?, expires_at = ?,
                reminded = 0
            where id = ?
            """;
    private static final String REMINDED = "update locks set reminded = 1 where id = ? and reminded = 0";
    private static final String DELETE = "delete from locks where id = ?";

    private LockStore() {}

    static List<Lock> covering(Handle handle, AppId app, String environment) {
        return Rows.all(handle, COVERING, ROW, app.value(), environment);
    }

    static Optional<Lock> onApp(Handle handle, AppId app) {
        return Rows.first(handle, ON_APP, ROW, app.value());
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

    static Optional<Lock> find(Handle handle, LockScope scope) {
        return Rows.first(
                handle,
                ON_SCOPE,
                ROW,
                scope.app() == null ? 0 : scope.app().value(),
                scope.environment() == null ? "" : scope.environment());
    }

    /** The locks with an expiry time, the next to expire first. */
    static List<Expiries.Expiring> ending(Handle handle) {
        return Rows.all(handle, ENDING, row -> new Expiries.Expiring(ROW.of(row), row.getInt("reminded") == 1));
    }

    /** False if the scope already has a lock. The unique index decides between concurrent requests. */
    static boolean insert(Tx tx, LockScope scope, Locks.Wish wish, UserId user, Instant now) {
        return tx.update(
                        INSERT,
                        scope.app() == null ? null : scope.app().value(),
                        scope.environment(),
                        wish.kind().word(),
                        wish.reason(),
                        user.value(),
                        now.toEpochMilli(),
                        millis(wish.expires()))
                == 1;
    }

    /** Whether it still has this holder and this expiry. If so, nobody else can change it until the transaction ends. */
    static boolean hold(Tx tx, Lock lock) {
        var expires = millis(lock.expires());
        return tx.update(HOLD, lock.id(), expires == null ? 0 : expires, lock.holder()) == 1;
    }

    /** Updates a lock that was held with {@link #hold}. */
    static void change(Tx tx, Lock lock) {
        tx.update(
                CHANGE,
                lock.kind().word(),
                lock.reason(),
                lock.holder(),
                lock.since().toEpochMilli(),
                millis(lock.expires()),
                lock.id());
    }

    /** Records that the reminder was sent; false if another node was faster. */
    static boolean reminded(Tx tx, Lock lock) {
        return tx.update(REMINDED, lock.id()) == 1;
    }

    static void delete(Tx tx, Lock lock) {
        tx.update(DELETE, lock.id());
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}

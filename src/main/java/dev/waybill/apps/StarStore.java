package dev.waybill.apps;

import dev.waybill.access.UserId;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.List;

/** Stars in the database. */
final class StarStore {
    private static final String OF_USER = "select app_id from stars where user_id = ?";
    private static final String PUT = """
            insert into stars (user_id, app_id) select cast(? as bigint), id from apps where id = ?
            on conflict (user_id, app_id) do nothing
            """;
    private static final String DELETE = "delete from stars where user_id = ? and app_id = ?";

    private StarStore() {}

    static List<AppId> of(Db db, UserId user) {
        return db.rows(OF_USER, row -> new AppId(row.getLong(1)), List.of(user.value()));
    }

    /** Does nothing if the app was deleted. */
    static void put(Tx tx, UserId user, AppId app) {
        tx.update(PUT, user.value(), app.value());
    }

    static void delete(Tx tx, UserId user, AppId app) {
        tx.update(DELETE, user.value(), app.value());
    }
}

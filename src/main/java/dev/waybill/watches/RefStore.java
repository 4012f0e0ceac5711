package dev.waybill.watches;

import dev.waybill.apps.AppId;
import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What apps want to know of their repositories, and what was last seen of it. */
final class RefStore {
    private static final String EXISTS = "select id from apps where id = ?";
    private static final String WISH = "select wish from watch_wishes where app_id = ?";
    private static final String PUT_WISH = """
            insert into watch_wishes (app_id, wish) values (?, ?) on conflict (app_id) do update set wish = excluded.wish
            """;
    private static final String REFS = "select ref, sha, since from watch_refs where app_id = ? order by ref";
    private static final String HEADS =
            "select app_id, ref, sha, since from watch_refs where ref not like 'refs/tags/%'";
    private static final Row<WatchedRef> REF = row -> new WatchedRef(
            row.getString("ref"), new Sha(row.getString("sha")), Instant.ofEpochMilli(row.getLong("since")));
    private static final String PUT = """
            insert into watch_refs (app_id, ref, sha, since) values (?, ?, ?, ?)
            on conflict (app_id, ref) do update set sha = excluded.sha, since = excluded.since
            """;
    private static final String DELETE = "delete from watch_refs where app_id = ? and ref = ?";

    private RefStore() {}

    /** Whether an app still exists; if so, until the transaction ends. */
    static boolean exists(Tx tx, AppId app) {
        return Rows.first(tx.handle(), EXISTS + tx.forReference(), row -> row.getLong(1), app.value())
                .isPresent();
    }

    /** Empty if there was no look for this app yet. */
    static Optional<Wish> wish(Handle handle, AppId app) {
        return Rows.first(handle, WISH, row -> Wish.parse(row.getString(1)), app.value());
    }

    static void putWish(Tx tx, AppId app, Wish wish) {
        tx.update(PUT_WISH, app.value(), wish.text());
    }

    static List<WatchedRef> refs(Handle handle, AppId app) {
        return Rows.all(handle, REFS, REF, app.value());
    }

    /** Of all apps, by their full names, without tags. */
    static Map<AppId, Map<String, WatchedRef>> heads(Db db) {
        var heads = new HashMap<AppId, Map<String, WatchedRef>>();
        db.rows(HEADS, row -> Map.entry(new AppId(row.getLong("app_id")), REF.of(row)), List.of())
                .forEach(it -> heads.computeIfAbsent(it.getKey(), _ -> new HashMap<>())
                        .put(it.getValue().name(), it.getValue()));
        return heads;
    }

    static void put(Tx tx, AppId app, WatchedRef ref) {
        tx.update(PUT, app.value(), ref.name(), ref.sha().hex(), ref.since().toEpochMilli());
    }

    static void delete(Tx tx, AppId app, String ref) {
        tx.update(DELETE, app.value(), ref);
    }
}

package dev.waybill.incoming;

import dev.waybill.apps.AppId;
import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Since when apps accept deployments of others, and the looks at them, in the database. */
final class IncomingWatchStore {
    private static final Row<IncomingWatch> WATCH = row -> new IncomingWatch(
            row.getString("repository"),
            Instant.ofEpochMilli(row.getLong("since")),
            row.getLong("newest"),
            row.getLong("asked"),
            row.getObject("seen_at") == null ? null : Instant.ofEpochMilli(row.getLong("seen_at")),
            Instant.ofEpochMilli(row.getLong("changed_at")),
            row.getString("trouble"));

    private static final String FIND = """
            select repository, since, newest, asked, seen_at, changed_at, trouble from incoming_watches where app_id = ?
            """;
    private static final String ALL = "select app_id from incoming_watches";
    private static final String ASKED = "select app_id from incoming_watches where asked > answered";
    private static final String BEGIN = """
            insert into incoming_watches (app_id, repository, since, changed_at) values (?, ?, ?, ?)
            on conflict (app_id) do update
                set repository = excluded.repository, since = excluded.since, changed_at = excluded.changed_at, newest = 0,
                    seen_at = null, trouble = null
                where incoming_watches.repository <> excluded.repository
            """;
    private static final String ASK = "update incoming_watches set asked = asked + 1 where app_id = ?";
    private static final String SEEN = """
            update incoming_watches
            set newest = case when newest < ? then ? else newest end, answered = ?, seen_at = ?, changed_at = ?, trouble = null
            where app_id = ? and repository = ?
            """;
    private static final String FAILED =
            "update incoming_watches set answered = ?, trouble = ? where app_id = ? and repository = ?";
    private static final String END = "delete from incoming_watches where app_id = ?";

    private IncomingWatchStore() {}

    static Optional<IncomingWatch> find(Db db, AppId app) {
        return db.row(FIND, WATCH, app.value());
    }

    /** The apps that accept deployments, as far as somebody has noticed. */
    static Set<AppId> all(Db db) {
        return apps(db, ALL);
    }

    /** Those for which somebody has asked for a look that has not been made yet. */
    static Set<AppId> asked(Db db) {
        return apps(db, ASKED);
    }

    private static Set<AppId> apps(Db db, String sql) {
        return Set.copyOf(db.rows(sql, row -> new AppId(row.getLong(1)), List.of()));
    }

    /** Begins to accept deployments of a repository; does nothing if the app does already. */
    static void begin(Tx tx, AppId app, String repository, Instant now) {
        tx.update(BEGIN, app.value(), repository, now.toEpochMilli(), now.toEpochMilli());
    }

    static void ask(Tx tx, AppId app) {
        tx.update(ASK, app.value());
    }

    static void seen(Tx tx, AppId app, IncomingWatch before, long newest, Instant changed, Instant now) {
        tx.update(
                SEEN,
                newest,
                newest,
                before.asked(),
                now.toEpochMilli(),
                changed.toEpochMilli(),
                app.value(),
                before.repository());
    }

    static void failed(Tx tx, AppId app, IncomingWatch before, String trouble) {
        tx.update(FAILED, before.asked(), trouble, app.value(), before.repository());
    }

    static void end(Tx tx, AppId app) {
        tx.update(END, app.value());
    }
}

package dev.waybill.apps;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.store.Db;
import dev.waybill.store.Kept;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Slice;
import dev.waybill.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Apps and the versions of their configuration. */
final class AppStore {
    /** How many times the list of versions contains a text: in full, and before and after a change. */
    private static final long SHOWN = 3;

    private static final Row<App> APP = row -> app(row, config(row.getString("config")));

    private static final String SELECT = """
            select a.id, a.version, a.retired_at, a.of_file, a.name, v.config
            from apps a join app_versions v on v.app_id = a.id and v.version = a.version
            """;
    /** The columns of {@link Reading}. */
    private static final String KEYS = "select a.id, a.version, a.retired_at, a.of_file from apps a order by a.name";

    private static final String BY_ID = SELECT + "where a.id = ?";
    private static final String CONFIG = "select config from app_versions where app_id = ? and version = ?";
    private static final String INSERT =
            "insert into apps (name, version, of_file, created_at, without_checks) values (?, 1, ?, ?, ?) returning id";
    private static final String UPDATE =
            "update apps set name = ?, version = ?, of_file = ?, retired_at = null, without_checks = ? where id = ? and version = ?";
    private static final String INSERT_VERSION = """
            insert into app_versions (app_id, version, config, user_id, created_at) values (?, ?, ?, ?, ?)
            """;
    private static final String RETIRE =
            "update apps set retired_at = ? where id = ? and of_file = 1 and retired_at is null";
    private static final String VERSIONS = """
            select v.version, v.config, v.created_at, u.name from app_versions v left join users u on u.id = v.user_id
            where v.app_id = ? and v.version < ? order by v.version desc limit ?
            """;
    private static final Row<Weighed<AppVersion>> VERSION = row -> {
        var text = row.getString("config");
        var version = new AppVersion(
                row.getInt("version"),
                config(text),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("name"));
        return new Weighed<>(version, SHOWN * text.length());
    };
    private static final String TOTAL = """
            select coalesce(sum(length(v.config)), 0)
            from apps a join app_versions v on v.app_id = a.id and v.version = a.version
            """;
    private static final String ID = "select id from apps where id = ?";
    private static final String DELETE = "delete from apps where id = ?";

    /** How many configurations are cached, a few KB each. */
    private static final int KEPT = 2_000;

    /** A version of an app's configuration, which never changes. */
    private record Key(long app, int version) {}

    /** Identifies one state of an app: a new name or configuration is a new version. */
    private record Reading(long app, int version, long retiredAt, boolean isOfFile) {}

    private final Db db;
    private final Kept<Key, Weighed<AppConfig>> configs = new Kept<>(KEPT, Weighed::weight);
    private final Kept<Reading, Weighed<App>> apps = new Kept<>(KEPT, Weighed::weight);

    /** A value with the length of its configuration as text. */
    private record Weighed<T>(T value, long weight) {}

    /**
     * Not for use in a transaction: its versions may be rolled back. By position, for speed: this runs for every row of every
     * list.
     */
    private final Row<App> keeping =
            row -> apps.get(reading(row), () -> weighed(row)).value();

    private static Reading reading(ResultSet row) throws SQLException {
        return new Reading(row.getLong(1), row.getInt(2), row.getLong(3), row.getInt(4) == 1);
    }

    private static Weighed<App> weighed(ResultSet row) throws SQLException {
        var text = row.getString("config");
        return new Weighed<>(app(row, config(text)), text.length());
    }

    AppStore(Db db) {
        this.db = db;
    }

    List<App> all() {
        var known = db.rows(KEYS, row -> apps.find(reading(row)).map(Weighed::value), List.of());
        return known.stream().allMatch(Optional::isPresent)
                ? known.stream().flatMap(Optional::stream).toList()
                : db.rows(SELECT + "order by a.name", keeping, List.of());
    }

    Optional<App> byName(String name) {
        return db.row(SELECT + "where a.name = ?", keeping, name);
    }

    App byId(AppId id) {
        return find(id).orElseThrow();
    }

    Optional<App> find(AppId id) {
        return db.row(BY_ID, keeping, id.value());
    }

    static App byId(Handle handle, AppId id) {
        return find(handle, id).orElseThrow();
    }

    static Optional<App> find(Handle handle, AppId id) {
        return Rows.first(handle, BY_ID, APP, id.value());
    }

    AppConfig config(AppId app, int version) {
        return configs.get(
                        new Key(app.value(), version),
                        () -> db.row(CONFIG, row -> row.getString(1), app.value(), version)
                                .map(text -> new Weighed<>(config(text), text.length()))
                                .orElseThrow())
                .value();
    }

    AppConfig config(Handle handle, AppId app, int version) {
        return configs.get(
                        new Key(app.value(), version),
                        () -> Rows.first(handle, CONFIG, row -> row.getString(1), app.value(), version)
                                .map(text -> new Weighed<>(config(text), text.length()))
                                .orElseThrow())
                .value();
    }

    static App insert(Tx tx, Apps.Draft draft, @Nullable Long user, Instant now) {
        var id = tx.query(
                        INSERT,
                        draft.name(),
                        isOfFile(user),
                        now.toEpochMilli(),
                        draft.config().hasChecks() ? null : 1)
                .mapTo(Long.class)
                .one();
        tx.update(INSERT_VERSION, id, 1, text(draft.config()), user, now.toEpochMilli());
        return new App(new AppId(id), draft.name(), 1, draft.config(), user == null, null);
    }

    /** Empty if the app was changed since it was read. Restores a retired app; an equal draft makes no new version. */
    static Optional<App> update(Tx tx, App old, Apps.Draft draft, @Nullable Long user, Instant now) {
        var isSame = draft.isSame(new Apps.Draft(old.name(), old.config()));
        var version = isSame ? old.version() : old.version() + 1;
        var withoutChecks = draft.config().hasChecks() ? null : version;
        var id = old.id().value();
        if (tx.update(UPDATE, draft.name(), version, isOfFile(user), withoutChecks, id, old.version()) == 0) {
            return Optional.empty();
        }
        if (!isSame) {
            tx.update(INSERT_VERSION, old.id().value(), version, text(draft.config()), user, now.toEpochMilli());
        }
        var config = isSame ? old.config() : draft.config();
        return Optional.of(new App(old.id(), draft.name(), version, config, user == null, null));
    }

    /** Changes without a user come from the file. */
    private static int isOfFile(@Nullable Long user) {
        return user == null ? 1 : 0;
    }

    static void retire(Tx tx, AppId id, Instant now) {
        tx.update(RETIRE, now.toEpochMilli(), id.value());
    }

    Slice<AppVersion> versions(AppId id, long before, int most) {
        var found = db.slice(VERSIONS, VERSION, Weighed::weight, List.of(id.value(), before, most));
        return new Slice<>(found.rows().stream().map(Weighed::value).toList(), found.goesOn());
    }

    /** Whether an app exists; if so, it cannot be deleted until the transaction ends. */
    static boolean exists(Tx tx, AppId id) {
        return tx.query(ID + tx.forReference(), id.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /**
     * Whether an app exists; if so, waits for all transactions that add references to it, and keeps others from adding any until
     * this one ends.
     */
    static boolean hold(Tx tx, AppId id) {
        return tx.query(ID + tx.forUpdate(), id.value())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    static void delete(Tx tx, AppId id) {
        tx.update(DELETE, id.value());
    }

    private static App app(ResultSet row, AppConfig config) throws SQLException {
        return new App(
                new AppId(row.getLong("id")),
                row.getString("name"),
                row.getInt("version"),
                config,
                row.getInt("of_file") == 1,
                row.getObject("retired_at") == null ? null : Instant.ofEpochMilli(row.getLong("retired_at")));
    }

    /** The total length of all configurations, in characters. */
    static long total(Tx tx) {
        return tx.query(TOTAL).mapTo(Long.class).one();
    }

    /** The length of a configuration, in characters. */
    static int size(AppConfig config) {
        return text(config).length();
    }

    private static String text(AppConfig config) {
        return JsonMapper.shared().writeValueAsString(config);
    }

    private static AppConfig config(String text) {
        return JsonMapper.shared().readValue(text, AppConfig.class);
    }
}

package dev.waybill.apps;

import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Apps and the versions of their configuration. */
final class AppStore {
    private static final RowMapper<App> APP = (row, _) -> new App(
            new AppId(row.getLong("id")),
            row.getString("name"),
            row.getInt("version"),
            config(row.getString("config")));

    private static final String SELECT = """
            select a.id, a.name, a.version, v.config
            from apps a join app_versions v on v.app_id = a.id and v.version = a.version
            """;
    private static final String CONFIG = "select config from app_versions where app_id = ? and version = ?";
    private static final String INSERT = "insert into apps (name, version, created_at) values (?, 1, ?) returning id";
    private static final String UPDATE = "update apps set name = ?, version = ? where id = ? and version = ?";
    private static final String INSERT_VERSION = """
            insert into app_versions (app_id, version, config, user_id, created_at) values (?, ?, ?, ?, ?)
            """;
    private static final String DELETE = "delete from apps where id = ?";

    private final Db db;

    AppStore(Db db) {
        this.db = db;
    }

    List<App> all() {
        return db.read(handle ->
                handle.createQuery(SELECT + "order by a.name").map(APP).list());
    }

    Optional<App> byName(String name) {
        return db.read(handle -> handle.createQuery(SELECT + "where a.name = ?")
                .bind(0, name)
                .map(APP)
                .findOne());
    }

    App byId(AppId id) {
        return db.read(handle -> handle.createQuery(SELECT + "where a.id = ?")
                .bind(0, id.value())
                .map(APP)
                .one());
    }

    AppConfig config(AppId app, int version) {
        return db.read(handle -> handle.createQuery(CONFIG)
                .bind(0, app.value())
                .bind(1, version)
                .map((row, _) -> config(row.getString("config")))
                .one());
    }

    static App insert(Tx tx, String name, AppConfig config, @Nullable Long user, Instant now) {
        var id = tx.query(INSERT, name, now.toEpochMilli()).mapTo(Long.class).one();
        tx.update(INSERT_VERSION, id, 1, text(config), user, now.toEpochMilli());
        return new App(new AppId(id), name, 1, config);
    }

    /** Empty if somebody changed the app since it was read. */
    static Optional<App> update(Tx tx, App old, String name, AppConfig config, @Nullable Long user, Instant now) {
        var version = old.version() + 1;
        if (tx.update(UPDATE, name, version, old.id().value(), old.version()) == 0) {
            return Optional.empty();
        }
        tx.update(INSERT_VERSION, old.id().value(), version, text(config), user, now.toEpochMilli());
        return Optional.of(new App(old.id(), name, version, config));
    }

    static void delete(Tx tx, AppId id) {
        tx.update(DELETE, id.value());
    }

    private static String text(AppConfig config) {
        return JsonMapper.shared().writeValueAsString(config);
    }

    private static AppConfig config(String text) {
        return JsonMapper.shared().readValue(text, AppConfig.class);
    }
}

package dev.waybill.api.apps;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppTree;
import dev.waybill.apps.config.Plugins;
import dev.waybill.http.Piece;
import dev.waybill.locks.Lock;
import dev.waybill.locks.Locks;
import dev.waybill.notify.Samples;
import dev.waybill.spi.Setting;
import dev.waybill.store.Db;
import dev.waybill.store.Kept;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.mirrors.Mirrors;
import dev.waybill.wire.AppJson;
import dev.waybill.wire.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds the JSON of apps. */
public final class AppJsons {
    /** The default ref to display before the repository was asked, or if its HEAD is not a branch. As a ref it means the same. */
    static final String UNKNOWN_HEAD = "HEAD";

    private static final int KEPT = 2_000;

    /**
     * Identifies the displayed state of an app in a list.
     *
     * @param head empty if no environment displays it
     */
    private record Shown(AppId app, int version, Optional<String> lock, String head) {}

    private final Kept<Shown, Piece> shown = new Kept<>(KEPT, Piece::length);
    private final Db db;
    private final Mirrors mirrors;
    private final Plugins plugins;
    private final Samples samples;

    public AppJsons(Db db, Mirrors mirrors, Plugins plugins, Samples samples) {
        this.db = db;
        this.mirrors = mirrors;
        this.plugins = plugins;
        this.samples = samples;
    }

    /** The short JSON of all apps. */
    List<Piece> shortened(List<App> all) {
        var locks = Locks.onApps(db);
        return all.stream()
                .map(app ->
                        shortened(app, Optional.ofNullable(locks.get(app.id())).map(Lock::reason)))
                .toList();
    }

    private Piece shortened(App app, Optional<String> lock) {
        var head = showsHead(app.config()) ? head(app.config()) : "";
        return shown.get(
                new Shown(app.id(), app.version(), lock, head),
                () -> Piece.of(JsonMapper.shared()
                        .writeValueAsBytes(new AppJson.Short(
                                app.id().toString(),
                                app.name(),
                                environments(app.config()),
                                RepositoryUrl.shown(app.config().repository()),
                                app.config().changes().labels(),
                                lock.orElse(null)))));
    }

    private static boolean showsHead(AppConfig config) {
        return config.shownEnvironments().values().stream().anyMatch(environment -> environment.defaultRef() == null);
    }

    AppJson of(App app) {
        return db.read(handle -> of(handle, app));
    }

    /**
     * The answer to whoever saved the app, with warnings from the receivers of its notifiers. Blocks for at most three seconds.
     *
     * @param before the configuration until then; null if the app is new
     */
    AppJson saved(App app, @Nullable AppConfig before) throws InterruptedException {
        var isSame = before != null && before.notifiers().equals(app.config().notifiers());
        var objections = isSame ? List.<String>of() : samples.objections(app);
        return db.read(handle -> of(handle, app, objections));
    }

    /** As somebody sees it who reads by this handle. */
    AppJson of(Handle handle, App app) {
        return of(handle, app, List.of());
    }

    /** @param warnings more of them */
    private AppJson of(Handle handle, App app, List<String> warnings) {
        var config = app.config();
        var tree = AppTree.of(config);
        return new AppJson(
                app.id().toString(),
                app.name(),
                environments(config),
                RepositoryUrl.shown(config.repository()),
                config.changes().labels(),
                Locks.onApp(handle, app.id()).map(Lock::reason).orElse(null),
                config.provider(),
                allOptions(config),
                plugins(config.notifiers()),
                plugins(config.checks()),
                config.via(),
                tree.get("forge"),
                config.defaultEnvironment(),
                tree.getOrDefault("parameters", Map.of()),
                tree.getOrDefault("variables", Map.of()),
                tree.getOrDefault("secrets", Map.of()),
                config.commands().passEnvironment(),
                tree.get("grace"),
                config.commands().runAs(),
                config.commands().pool(),
                tree.get("ssh_key"),
                tree.get("credentials"),
                config.access().submodules(),
                config.kept().cache(),
                config.kept().artifacts(),
                config.kept().artifactsLimit(),
                config.changes().paths(),
                config.changes().mark(),
                config.workspace().isWarm() ? "warm" : "fresh",
                config.workspace().keepFailed(),
                app.version(),
                app.isOfFile(),
                Times.textOrNull(app.retiredAt()),
                Stream.concat(plugins.warnings(config).stream(), warnings.stream())
                        .toList());
    }

    /** The default ref to display if none is configured. */
    public String head(AppConfig config) {
        return mirrors.headBranch(config.repositoryUrl()).orElse(UNKNOWN_HEAD);
    }

    private Map<String, Map<String, Object>> environments(AppConfig config) {
        var trees = new LinkedHashMap<String, Map<String, Object>>();
        var head = head(config);
        config.shownEnvironments().forEach((name, environment) -> {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("defaultRef", environment.defaultRef() == null ? head : environment.defaultRef());
            tree.putAll(AppTree.of(environment));
            tree.remove("default_ref");
            trees.put(name, tree);
        });
        return trees;
    }

    private Map<String, @Nullable Object> allOptions(AppConfig config) {
        var options = new LinkedHashMap<String, @Nullable Object>();
        plugins.providerSettings(config).stream()
                .map(Setting::name)
                .forEach(name -> options.put(name, config.providerConfig().get(name)));
        return options;
    }

    private static List<AppJson.PluginJson> plugins(List<AppConfig.PluginConfig> plugins) {
        return plugins.stream()
                .map(plugin -> new AppJson.PluginJson(plugin.type(), plugin.config()))
                .toList();
    }
}

package dev.waybill.api.apps;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppTree;
import dev.waybill.apps.config.Review;
import dev.waybill.locks.Lock;
import dev.waybill.locks.Locks;
import dev.waybill.providers.Providers;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes the JSON of apps. */
public final class AppJsons {
    /** What is shown as the default ref before the repository was asked, and if its HEAD names no branch; as a ref it means the same. */
    static final String UNKNOWN_HEAD = "HEAD";

    private static final int KEPT = 2_000;

    /**
     * What an app in a list is made of.
     *
     * @param head empty if no environment shows it
     */
    private record Shown(AppId app, int version, Optional<String> lock, String head) {}

    private final Kept<Shown, byte[]> shown = new Kept<>(KEPT, json -> json.length);
    private final Db db;
    private final Mirrors mirrors;
    private final Providers providers;

    public AppJsons(Db db, Mirrors mirrors, Providers providers) {
        this.db = db;
        this.mirrors = mirrors;
        this.providers = providers;
    }

    /** All of them, shortened, as JSON. */
    List<byte[]> shortened(List<App> all) {
        var locks = Locks.onApps(db);
        return all.stream()
                .map(app ->
                        shortened(app, Optional.ofNullable(locks.get(app.id())).map(Lock::reason)))
                .toList();
    }

    private byte[] shortened(App app, Optional<String> lock) {
        var head = showsHead(app.config()) ? head(app.config()) : "";
        return shown.get(
                new Shown(app.id(), app.version(), lock, head),
                () -> JsonMapper.shared()
                        .writeValueAsBytes(new AppJson.Short(
                                app.id().toString(),
                                app.name(),
                                environments(app.config()),
                                RepositoryUrl.shown(app.config().repository()),
                                app.config().changes().labels(),
                                lock.orElse(null))));
    }

    private static boolean showsHead(AppConfig config) {
        return config.shownEnvironments().values().stream().anyMatch(environment -> environment.defaultRef() == null);
    }

    AppJson of(App app) {
        var config = app.config();
        var tree = AppTree.of(config);
        return new AppJson(
                app.id().toString(),
                app.name(),
                environments(config),
                RepositoryUrl.shown(config.repository()),
                config.changes().labels(),
                db.read(handle -> Locks.onApp(handle, app.id()))
                        .map(Lock::reason)
                        .orElse(null),
                config.provider(),
                allOptions(config),
                plugins(config.notifiers()),
                plugins(config.checks()),
                config.via(),
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
                config.changes().paths(),
                config.changes().mark(),
                app.version(),
                app.isOfFile(),
                Times.textOrNull(app.retiredAt()),
                Review.warnings(providers.provider(config.provider()), config));
    }

    /** What stands for the default ref where none is configured. */
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
        providers.provider(config.provider()).settings().stream()
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

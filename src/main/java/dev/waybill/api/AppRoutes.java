package dev.waybill.api;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.apps.AppConfig;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploys;
import dev.waybill.gates.Lock;
import dev.waybill.gates.Locks;
import dev.waybill.http.Answers;
import dev.waybill.providers.Providers;
import dev.waybill.spi.Setting;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Mirrors;
import dev.waybill.wire.AppJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /apps/}. */
final class AppRoutes {
    /** What is shown as the default ref before the repository was asked. */
    private static final String UNKNOWN_HEAD = "master";

    private final Db db;
    private final Apps apps;
    private final Locks locks;
    private final Mirrors mirrors;
    private final Providers providers;
    private final Deploys deploys;

    AppRoutes(Db db, Apps apps, Locks locks, Mirrors mirrors, Providers providers, Deploys deploys) {
        this.db = db;
        this.apps = apps;
        this.locks = locks;
        this.mirrors = mirrors;
        this.providers = providers;
        this.deploys = deploys;
    }

    void list(Context ctx, User user) {
        var name = ctx.queryParam("name");
        var found = apps.all().stream().filter(app -> name == null || app.name().equals(name));
        Answers.json(ctx, 200, found.map(app -> json(app).shortened()).toList());
    }

    void show(Context ctx, User user) {
        Answers.json(ctx, 200, json(apps.app(ctx.pathParam("app"))));
    }

    void create(Context ctx, User user) throws IOException {
        var input = Input.of(ctx);
        var name = input.required("name");
        var repository = input.required("repository");
        var provider = input.required("provider");
        var draft = new Apps.Draft(
                name, new AppConfig(repository, provider, Map.of(), Map.of(), List.of(), List.of(), null));
        var changed = AppFields.apply(input, draft, UNKNOWN_HEAD);
        Answers.json(ctx, 201, json(apps.create(changed.name(), changed.config(), user)));
    }

    void change(Context ctx, User user) throws IOException {
        var input = Input.of(ctx);
        var app = apps.change(
                ctx.pathParam("app"),
                draft -> AppFields.apply(input, draft, head(draft.config())),
                user,
                (tx, old) -> changeLock(tx, old, input, user));
        Answers.json(ctx, 200, json(app));
    }

    /** Text locks, the text "False" and JSON false unlock, null and absence leave it: the words of old clients. */
    private void changeLock(Tx tx, App app, Input input, User user) {
        var reason = input.text("lockedReason") == null ? input.text("locked_reason") : input.text("lockedReason");
        input.check();
        if (reason == null) {
            return;
        }
        if (reason.equalsIgnoreCase("false")) {
            locks.unlock(tx, app, user);
        } else if (!Locks.find(tx.handle(), app.id()).map(Lock::reason).equals(java.util.Optional.of(reason))) {
            locks.lock(tx, app, reason, user);
        }
    }

    void delete(Context ctx, User user) {
        var app = apps.app(ctx.pathParam("app"));
        deploys.deleteApp(app, user);
        Answers.json(ctx, 200, Map.of("id", app.id().toString()));
    }

    private AppJson json(App app) {
        var config = app.config();
        var lock = db.read(handle -> Locks.find(handle, app.id()));
        return new AppJson(
                app.id().toString(),
                app.name(),
                environments(config),
                config.repository(),
                List.of(),
                lock.map(Lock::reason).orElse(null),
                config.provider(),
                allOptions(config),
                plugins(config.notifiers()),
                plugins(config.checks()),
                config.via());
    }

    private Map<String, AppJson.EnvironmentJson> environments(AppConfig config) {
        var shown = new LinkedHashMap<String, AppJson.EnvironmentJson>();
        var head = head(config);
        config.shownEnvironments()
                .forEach((name, environment) -> shown.put(
                        name,
                        new AppJson.EnvironmentJson(
                                environment.defaultRef() == null ? head : environment.defaultRef())));
        return shown;
    }

    private String head(AppConfig config) {
        return mirrors.headBranch(config.repositoryUrl()).orElse(UNKNOWN_HEAD);
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

package dev.waybill.api.apps;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.Numbers;
import dev.waybill.api.routes.Page;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.apps.AppVersion;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsFile;
import dev.waybill.apps.ServerReferences;
import dev.waybill.apps.config.AppTree;
import dev.waybill.apps.config.Difference;
import dev.waybill.errors.NotFound;
import dev.waybill.http.Answers;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.wire.AppVersionJson;
import dev.waybill.wire.ReloadJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions of configurations: history, restoring one, and reloading the file. */
public final class ConfigRoutes implements RouteGroup {
    private final Apps apps;
    private final AppsFile file;
    private final AppJsons jsons;
    private final ServerReferences references;
    private final String url;

    public ConfigRoutes(Apps apps, AppsFile file, AppJsons jsons, ServerReferences references, String url) {
        this.apps = apps;
        this.file = file;
        this.jsons = jsons;
        this.references = references;
        this.url = url;
    }

    @Override
    public String noun() {
        return "config";
    }

    @Override
    public void rows(Routes routes) {
        routes.app("GET", "/apps/{app}/history?limit&cursor", Right.READ, this::history)
                .app("POST", "/apps/{app}/restore", Right.CONFIGURE, this::restore)
                .rehearsing(rows -> rows.everywhere("POST", "/config/reload", Right.CONFIGURE, this::reload));
    }

    void history(Context ctx, Caller caller, App app) {
        var page = Page.large(ctx);
        var first = page.before() == null ? Integer.MAX_VALUE : Math.min(page.before(), Integer.MAX_VALUE);
        var versions = page.cut(ctx, url, apps.versions(app, first, page.limit() + 1), AppVersion::version);
        var shown = new ArrayList<AppVersionJson>();
        for (var i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            var before =
                    i + 1 < versions.size() ? AppTree.of(versions.get(i + 1).config()) : before(app, version);
            shown.add(json(version, Difference.between(before, AppTree.of(version.config()))));
        }
        Answers.json(ctx, 200, shown);
    }

    private Map<String, Object> before(App app, AppVersion version) {
        return version.version() == 1 ? Map.of() : AppTree.of(apps.config(app.id(), version.version() - 1));
    }

    private static AppVersionJson.Change json(Difference change) {
        return new AppVersionJson.Change(
                change.path(), shown(change.path(), change.before()), shown(change.path(), change.after()));
    }

    private static Map<String, Object> shown(Map<String, Object> config) {
        config.computeIfPresent("repository", (key, url) -> RepositoryUrl.shown(String.valueOf(url)));
        return config;
    }

    private static @Nullable Object shown(String path, @Nullable Object value) {
        return path.equals("repository") && value instanceof String url ? RepositoryUrl.shown(url) : value;
    }

    private static AppVersionJson json(AppVersion version, List<Difference> changes) {
        return new AppVersionJson(
                version.version(),
                Times.text(version.createdAt()),
                version.user(),
                changes.stream().map(change -> json(change)).toList(),
                shown(AppTree.of(version.config())));
    }

    /** Restores an older configuration as a new version. */
    void restore(Context ctx, Caller caller, App app) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var text = input.required("version");
        input.check();
        var number = Numbers.between("version", text, 1, Integer.MAX_VALUE);
        var old = apps.versions(app, number + 1, 1).rows().stream()
                .filter(version -> version.version() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "invalid_resource",
                        "%s has no version %d; its newest is %d".formatted(app.name(), number, app.version())));
        var restored = apps.change(
                app.name(),
                draft -> {
                    references.check(caller, draft.config(), old.config());
                    return new Apps.Draft(draft.name(), old.config());
                },
                caller.user(),
                (_, _) -> {});
        Answers.json(ctx, 200, jsons.saved(restored, app.config()));
    }

    void reload(Context ctx, Caller caller) throws IOException {
        Input.ofNothing(ctx).check();
        var reloaded = Queries.isRehearsal(ctx) ? file.rehearse() : file.reload();
        var applied = reloaded.applied();
        Answers.json(
                ctx, 200, new ReloadJson(applied.created(), applied.changed(), applied.retired(), reloaded.warnings()));
    }
}

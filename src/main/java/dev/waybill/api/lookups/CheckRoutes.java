package dev.waybill.api.lookups;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.lookups.CommitChecks;
import dev.waybill.wire.ChecksJson;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** {@code /apps/{app}/checks/}: what is known about the checks of a commit. */
public final class CheckRoutes implements RouteGroup {
    private final CommitChecks checks;

    public CheckRoutes(CommitChecks checks) {
        this.checks = checks;
    }

    @Override
    public String noun() {
        return "checks";
    }

    @Override
    public void rows(Routes routes) {
        routes.app("GET", "/apps/{app}/checks?ref&env", Right.READ, this::show);
    }

    void show(Context ctx, Caller caller, App app) throws InterruptedException {
        var lane = new Lane(app.id(), environment(app, Queries.text(ctx, "env")));
        var found = checks.ofRef(app, lane, Queries.text(ctx, "ref"), caller);
        Answers.json(
                ctx,
                200,
                new ChecksJson(
                        app.name(),
                        lane.environment(),
                        found.deploy() == null ? null : found.deploy().name(),
                        found.ref(),
                        found.sha() == null ? null : found.sha().hex(),
                        found.checks().stream().map(CheckJsons::of).toList()));
    }

    private static String environment(App app, @Nullable String given) {
        var preset = app.config().defaultEnvironment();
        var name = given != null ? given : preset != null ? preset : AppConfig.PRODUCTION;
        app.config().objectionToEnvironment(app.name(), name).ifPresent(why -> {
            throw new Invalid("invalid_environment", why);
        });
        return name;
    }
}

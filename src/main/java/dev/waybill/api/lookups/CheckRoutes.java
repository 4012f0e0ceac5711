package dev.waybill.api.lookups;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.checks.CheckDetails;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.lookups.CommitChecks;
import dev.waybill.spi.CheckResult;
import dev.waybill.wire.ChecksJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.util.Locale;
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
                        found.checks().stream().map(CheckRoutes::json).toList()));
    }

    private static String environment(App app, @Nullable String given) {
        var preset = app.config().defaultEnvironment();
        var name = given != null ? given : preset != null ? preset : AppConfig.PRODUCTION;
        app.config().objectionToEnvironment(app.name(), name).ifPresent(why -> {
            throw new Invalid("invalid_environment", why);
        });
        return name;
    }

    private static ChecksJson.CheckJson json(CheckDetails details) {
        var requirement = details.checked().requirement();
        var standing = details.checked().standing();
        return new ChecksJson.CheckJson(
                requirement.name(),
                requirement.type(),
                requirement.isAlways(),
                standing.state().word(),
                Times.text(standing.since()),
                Times.textOrNull(standing.askedAt()),
                standing.trouble(),
                standing.passed(),
                standing.total(),
                details.results().stream().map(CheckRoutes::json).toList());
    }

    private static ChecksJson.CheckResultJson json(CheckResult result) {
        return new ChecksJson.CheckResultJson(
                result.name(),
                result.state().name().toLowerCase(Locale.ROOT),
                result.description(),
                result.link(),
                result.reporter(),
                Times.text(result.at()));
    }
}

package dev.waybill.api.routes;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Route.Endpoint;
import dev.waybill.api.routes.Route.Reach;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppReader;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.locks.LockScope;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Builds the table of routes. It finds what a path names and checks the permission, so an endpoint only gets apps and deploys
 * for which the caller has it.
 */
public final class Routes {
    public static final String ROOT = "/api/0";
    private static final List<String> DEPLOYS = List.of("/deploys", "/tasks");
    private static final List<String> ONE = List.of("/{id}", "/{app}/{env}/{number}");

    private final Apps apps;
    private final DeployStore deploys;
    private final List<Route> table = new ArrayList<>();

    public Routes(Apps apps, DeployStore deploys) {
        this.apps = apps;
        this.deploys = deploys;
    }

    /** An endpoint for an app. */
    @FunctionalInterface
    public interface OfApp {
        void handle(Context ctx, Caller caller, App app) throws Exception;
    }

    /** An endpoint for an environment of an app. */
    @FunctionalInterface
    public interface OfLane {
        void handle(Context ctx, Caller caller, App app, Lane lane) throws Exception;
    }

    /** An endpoint for the scope of a lock. */
    @FunctionalInterface
    public interface OfScope {
        void handle(Context ctx, Caller caller, LockScope scope) throws Exception;
    }

    /** An endpoint for a deploy. */
    @FunctionalInterface
    public interface OfDeploy {
        void handle(Context ctx, Caller caller, Deploy deploy) throws Exception;
    }

    /** Paths with ids come first, because the first match counts: {@code /deploys/5/log/raw} is the log of deploy 5. */
    public List<Route> table() {
        return table.stream()
                .sorted(Comparator.comparing(route -> !route.path().contains("{id}")))
                .toList();
    }

    /**
     * A route for callers with the permission anywhere; the endpoint checks the place, or shows only what the caller can read.
     */
    public Routes somewhere(String method, String path, Right right, Endpoint endpoint) {
        return add(method, path, right, Reach.SOMEWHERE, (ctx, caller) -> {
            caller.requireSomewhere(right);
            endpoint.handle(ctx, caller);
        });
    }

    /** A route about the server as a whole. It is no secret, so a refusal names the missing permission. */
    public Routes everywhere(String method, String path, Right right, Endpoint endpoint) {
        return add(method, path, right, Reach.EVERYWHERE, (ctx, caller) -> {
            caller.require(right, Place.EVERYWHERE);
            endpoint.handle(ctx, caller);
        });
    }

    private static NotFound unseen(Context ctx) {
        return new NotFound(
                "not_found",
                "Not Found: %s does not exist, or this token has no permission to see it".formatted(ctx.path()));
    }

    /** A route about the app that its path names. */
    public Routes app(String method, String path, Right right, OfApp endpoint) {
        return add(method, path, right, Reach.APP, (ctx, caller) -> {
            var name = ctx.pathParam("app");
            var app = apps.app(name);
            caller.require(right, app.place(), () -> Apps.noSuchApp(name));
            endpoint.handle(ctx, caller, app);
        });
    }

    /** A route about the environment of an app that its path names. */
    public Routes environment(String method, String below, Right right, OfLane endpoint) {
        return add(method, "/apps/{app}/envs/{env}" + below, right, Reach.ENVIRONMENT, (ctx, caller) -> {
            var name = ctx.pathParam("app");
            var app = apps.app(name);
            var lane = new Lane(app.id(), ctx.pathParam("env"));
            caller.require(Right.READ, app.place(), () -> Apps.noSuchApp(name));
            app.config().objectionToEnvironment(name, lane.environment()).ifPresent(why -> {
                throw new Invalid("invalid_environment", why);
            });
            caller.require(right, app.place(lane.environment()), () -> unseen(ctx));
            endpoint.handle(ctx, caller, app, lane);
        });
    }

    /**
     * A route for the locks of every kind of scope: everything, an environment of all apps, an app, and one of its environments.
     */
    public Routes lock(String method, String below, OfScope endpoint) {
        everywhere(
                method,
                "/locks/global" + below,
                Right.LOCK,
                (ctx, caller) -> endpoint.handle(ctx, caller, LockScope.EVERYTHING));
        add(method, "/locks/environments/{env}" + below, Right.LOCK, Reach.ALL_APPS, (ctx, caller) -> {
            var scope = environmentOfAllApps(ctx);
            caller.require(Right.LOCK, scope.place());
            endpoint.handle(ctx, caller, scope);
        });
        app(
                method,
                "/apps/{app}/lock" + below,
                Right.LOCK,
                (ctx, caller, app) -> endpoint.handle(ctx, caller, LockScope.of(app)));
        return environment(
                method,
                "/lock" + below,
                Right.LOCK,
                (ctx, caller, app, lane) -> endpoint.handle(ctx, caller, LockScope.of(app, lane.environment())));
    }

    private static LockScope environmentOfAllApps(Context ctx) {
        var name = ctx.pathParam("env");
        if (!AppReader.isName(name)) {
            throw new Invalid("invalid_environment", "\"%s\" cannot be the name of an environment".formatted(name));
        }
        return LockScope.ofEnvironment(name);
    }

    /** A route for the list of deploys, under both of its names. */
    public Routes deploys(String method, String query, Right right, Endpoint endpoint) {
        DEPLOYS.forEach(word -> somewhere(method, word + query, right, endpoint));
        return this;
    }

    /** A route about one deploy, under all of its names. */
    public Routes deploy(String method, String below, Right right, OfDeploy endpoint) {
        for (var word : DEPLOYS) {
            for (var one : ONE) {
                add(method, word + one + below, right, Reach.DEPLOY, (ctx, caller) -> {
                    var deploy = find(ctx);
                    caller.require(right, deploy.place(), DeployStore::noSuchDeploy);
                    endpoint.handle(ctx, caller, deploy);
                });
            }
        }
        return this;
    }

    /** Routes that support {@code ?dry_run=true}. */
    public Routes rehearsing(Consumer<Routes> rows) {
        var first = table.size();
        rows.accept(this);
        table.subList(first, table.size()).replaceAll(Route::rehearsing);
        return this;
    }

    private Deploy find(Context ctx) {
        try {
            return ctx.pathParamMap().containsKey("id")
                    ? deploys.require(new DeployId(Long.parseLong(ctx.pathParam("id"))))
                    : deploys.require(
                            ctx.pathParam("app"), ctx.pathParam("env"), Integer.parseInt(ctx.pathParam("number")));
        } catch (NumberFormatException e) {
            throw new NotFound(
                    "invalid_resource",
                    "Invalid deploy: a deploy is named by its id or by app, environment and number");
        }
    }

    /** @param template the path and, after a question mark, the names of its query parameters */
    private Routes add(String method, String template, Right right, Reach reach, Endpoint endpoint) {
        var parts = template.split("\\?", 2);
        var query = parts.length == 1 ? Set.<String>of() : Set.of(parts[1].split("&"));
        table.add(new Route(method, ROOT + parts[0], query, right, reach, false, endpoint));
        return this;
    }
}

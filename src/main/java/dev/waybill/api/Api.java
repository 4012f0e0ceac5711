package dev.waybill.api;

import dev.waybill.access.Access;
import dev.waybill.access.User;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploys;
import dev.waybill.gates.Locks;
import dev.waybill.logs.Logs;
import dev.waybill.providers.Providers;
import dev.waybill.store.Db;
import dev.waybill.vcs.Mirrors;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;

/** The JSON API. Every route but the two of health asks first who is there. */
public final class Api {
    private final Access access;
    private final AppRoutes apps;
    private final DeployRoutes deploys;
    private final LogRoutes logs;

    /** @param url where this server is reached, for links */
    public Api(
            Db db,
            Access access,
            Apps apps,
            Locks locks,
            Mirrors mirrors,
            Providers providers,
            Deploys deploys,
            Logs logs,
            String url) {
        this.access = access;
        this.apps = new AppRoutes(db, apps, locks, mirrors, providers, deploys);
        this.deploys = new DeployRoutes(deploys, new DeployJsons(deploys, apps, url), url);
        this.logs = new LogRoutes(deploys, logs);
    }

    /** The table of routes. Each is answered with and without a slash at its end. */
    public void routes(RoutesConfig routes) {
        routes.get("/api/0/apps", known(apps::list));
        routes.post("/api/0/apps", known(apps::create));
        routes.get("/api/0/apps/{app}", known(apps::show));
        routes.put("/api/0/apps/{app}", known(apps::change));
        routes.delete("/api/0/apps/{app}", known(apps::delete));

        routes.post("/api/0/{app}/deploy", known(deploys::requestInOneLine));
        for (var word : List.of("deploys", "tasks")) {
            routes.get("/api/0/" + word, known(deploys::list));
            routes.post("/api/0/" + word, known(deploys::request));
            for (var one : List.of("/{id}", "/{app}/{env}/{number}")) {
                var path = "/api/0/" + word + one;
                routes.get(path, known(deploys::show));
                routes.put(path, known(deploys::change));
                routes.get(path + "/log", known(logs::page));
                routes.get(path + "/log/stream", known(logs::stream));
            }
        }
    }

    /** A handler that gets to know who asks. */
    @FunctionalInterface
    interface Route {
        void handle(Context ctx, User user) throws Exception;
    }

    private Handler known(Route route) {
        return ctx -> route.handle(ctx, access.authenticate(ctx.header("Authorization")));
    }
}

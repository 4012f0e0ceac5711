package dev.waybill.api;

import dev.waybill.access.Access;
import dev.waybill.access.User;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsFile;
import dev.waybill.apps.config.AppReader;
import dev.waybill.deploys.Deploys;
import dev.waybill.deploys.Nodes;
import dev.waybill.errors.Invalid;
import dev.waybill.gates.Locks;
import dev.waybill.hosts.Hosts;
import dev.waybill.logs.Logs;
import dev.waybill.providers.Providers;
import dev.waybill.store.Db;
import dev.waybill.vcs.Mirrors;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON API. Every route but the two of health asks first who is there. */
public final class Api {
    private final Access access;
    private final AppRoutes apps;
    private final ConfigRoutes config;
    private final DeployRoutes deploys;
    private final LogRoutes logs;
    private final HostRoutes hosts;
    private final NodeRoutes nodes;

    /** @param url where this server is reached, for links */
    public Api(
            Db db,
            Access access,
            Apps apps,
            AppsFile appsFile,
            AppReader reader,
            Locks locks,
            Mirrors mirrors,
            Providers providers,
            Deploys deploys,
            Logs logs,
            Hosts hosts,
            Nodes nodes,
            String url) {
        this.access = access;
        var jsons = new AppJsons(db, mirrors, providers);
        this.apps = new AppRoutes(apps, new AppFields(reader), new AppJsons(db, mirrors, providers), locks, deploys);
        this.config = new ConfigRoutes(apps, appsFile, jsons);
        this.deploys = new DeployRoutes(deploys, new DeployJsons(deploys, apps, url), url);
        this.logs = new LogRoutes(deploys, logs);
        this.hosts = new HostRoutes(hosts);
        this.nodes = new NodeRoutes(nodes, deploys);
    }

    /** The table of routes. Each is answered with and without a slash at its end. */
    public void routes(RoutesConfig routes) {
        get(routes, "/api/0/apps", apps::list);
        routes.post("/api/0/apps", known(apps::create));
        get(routes, "/api/0/apps/{app}", apps::show);
        routes.put("/api/0/apps/{app}", known(apps::change));
        routes.delete("/api/0/apps/{app}", known(apps::delete));

        get(routes, "/api/0/apps/{app}/history", config::history);
        routes.post("/api/0/apps/{app}/restore", known(config::restore));
        routes.post("/api/0/config/reload", known(config::reload));

        get(routes, "/api/0/hosts", hosts::list);
        routes.post("/api/0/hosts", known(hosts::trust));
        routes.delete("/api/0/hosts/{host}", known(hosts::forget));

        get(routes, "/api/0/nodes", nodes::list);
        routes.delete("/api/0/nodes/{node}", known(nodes::forget));
        routes.put("/api/0/nodes/{node}/drain", known(nodes::drain));
        routes.delete("/api/0/nodes/{node}/drain", known(nodes::open));
        get(routes, "/api/0/drain", nodes::self);
        routes.put("/api/0/drain", known(nodes::drainSelf));
        routes.delete("/api/0/drain", known(nodes::openSelf));

        routes.post("/api/0/{app}/deploy", known(deploys::requestInOneLine));
        for (var word : List.of("deploys", "tasks")) {
            get(routes, "/api/0/" + word, deploys::list);
            routes.post("/api/0/" + word, known(deploys::request));
            for (var one : List.of("/{id}", "/{app}/{env}/{number}")) {
                var path = "/api/0/" + word + one;
                get(routes, path, deploys::show);
                routes.put(path, known(deploys::change));
                routes.post(path + "/kill", known(deploys::kill));
                routes.post(path + "/retry", known(deploys::retry));
                get(routes, path + "/log", logs::page);
                get(routes, path + "/log/stream", logs::stream);
                get(routes, path + "/log/raw", logs::raw);
            }
        }
    }

    /** HEAD is answered where GET is, and asks for a token like it; Javalin's own answer to HEAD asks nobody. */
    private void get(RoutesConfig routes, String path, Route route) {
        routes.get(path, known(route));
        routes.head(path, known(route));
    }

    /** A handler that gets to know who asks. */
    @FunctionalInterface
    interface Route {
        void handle(Context ctx, User user) throws Exception;
    }

    /** Javalin leaves out what it cannot decode, and a parameter that is not seen is a wish that is not heard. */
    private static void refuseIfMalformed(@Nullable String query) {
        try {
            URLDecoder.decode(query == null ? "" : query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Invalid("invalid_query", "The query is not well encoded: " + e.getMessage());
        }
    }

    private Handler known(Route route) {
        return ctx -> {
            var user = access.authenticate(ctx.header("Authorization"));
            if (List.of("true", "1").contains(String.valueOf(ctx.queryParam("dry_run")))) {
                throw new Invalid("not_built", "dry_run is not built yet, so nothing was done; leave it out to do it");
            }
            refuseIfMalformed(ctx.queryString());
            route.handle(ctx, user);
        };
    }
}

package dev.waybill.api;

import dev.waybill.access.Access;
import dev.waybill.access.Right;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsFile;
import dev.waybill.apps.InputLimit;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.AppReader;
import dev.waybill.deploys.Deploys;
import dev.waybill.deploys.Nodes;
import dev.waybill.errors.Invalid;
import dev.waybill.events.Feed;
import dev.waybill.gates.Locks;
import dev.waybill.hosts.Hosts;
import dev.waybill.http.BodyText;
import dev.waybill.http.Visits;
import dev.waybill.logs.Logs;
import dev.waybill.providers.Providers;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Mirrors;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;

/** The JSON API. Every route asks first who is there, then whether they may; after that the request is looked at. */
public final class Api {
    private final Access access;
    private final List<Route> table;
    private final OpenApi openApi;
    private final IfMatch ifMatch;

    /** @param url where this server is reached, for links */
    public Api(
            Db db,
            Access access,
            Apps allApps,
            AppsFile appsFile,
            AppReader reader,
            ServerFiles files,
            InputLimit limit,
            Locks allLocks,
            Mirrors mirrors,
            Providers providers,
            Deploys allDeploys,
            Logs allLogs,
            Hosts allHosts,
            Nodes allNodes,
            Feed feed,
            Time time,
            String url) {
        this.access = access;
        this.openApi = new OpenApi(url);
        var references = new ServerReferences(files);
        var appJsons = new AppJsons(db, mirrors, providers);
        var apps = new AppRoutes(allApps, new AppFields(reader, limit), appJsons, allLocks, allDeploys, references);
        var config = new ConfigRoutes(allApps, appsFile, appJsons, references, url);
        var deployJsons = new DeployJsons(allDeploys, allApps, allNodes, url);
        var answers = new DeployAnswers(allApps, allDeploys, deployJsons);
        var deploys = new DeployRoutes(allDeploys, deployJsons, answers, url, limit);
        var environments = new EnvironmentRoutes(allDeploys, appJsons, answers);
        var commits = new CommitRoutes(allDeploys);
        var overview = new OverviewRoutes(allApps, allDeploys);
        var locks = new LockRoutes(db, allLocks, new LockInput(allLocks, time), url);
        var logs = new LogRoutes(allLogs, access);
        var hosts = new HostRoutes(allHosts);
        var nodes = new NodeRoutes(allNodes, allDeploys);
        var events = new EventRoutes(feed, access, url);
        var changes = new ChangeRoutes(allDeploys);
        var old = new OldRoutes(allApps, allDeploys, time);
        var links = new LoginLinkRoutes(access, url);
        var tokens = new TokenRoutes(access.tokens(), allApps, url);
        this.table = new Routes(allApps, allDeploys)
                .somewhere("GET", "/apps?name", Right.READ, apps::list)
                .everywhere("POST", "/apps", Right.CONFIGURE, apps::create)
                .app("GET", "/apps/{app}", Right.READ, apps::show)
                .app("PUT", "/apps/{app}", Right.READ, apps::change)
                .app("DELETE", "/apps/{app}", Right.CONFIGURE, apps::delete)
                .app("GET", "/apps/{app}/history?limit&cursor", Right.READ, config::history)
                .app("POST", "/apps/{app}/restore", Right.CONFIGURE, config::restore)
                .somewhere("GET", "/commits/{sha}", Right.READ, commits::show)
                .somewhere("GET", "/overview", Right.READ, overview::show)
                .rehearsing(rows -> rows.environment("POST", "/rollback", Right.DEPLOY, environments::rollback)
                        .environment("POST", "/promote", Right.READ, environments::promote)
                        .everywhere("POST", "/config/reload", Right.CONFIGURE, config::reload)
                        .somewhere("POST", "/{app}/deploy", Right.DEPLOY, deploys::requestInOneLine)
                        .deploys("POST", "", Right.DEPLOY, deploys::request))
                .environment("GET", "", Right.READ, environments::show)
                .environment("GET", "/explain?ref&as&force", Right.READ, environments::explain)
                .app("GET", "/apps/{app}/changes?from&to&limit", Right.READ, changes::between)
                .environment("GET", "/changes?ref&limit", Right.READ, changes::ofEnvironment)
                .app("GET", "/remote-changes/{app}?startRef&endRef", Right.READ, changes::remote)
                .somewhere("GET", "/locks?limit&cursor", Right.READ, locks::list)
                .rehearsing(rows -> rows.lock("PUT", "", locks::acquire)
                        .lock("DELETE", "", locks::release)
                        .lock("POST", "/extend", locks::extend)
                        .lock("POST", "/hand-over", locks::handOver))
                .deploys("GET", "?app&user&env&ref&status&limit&cursor", Right.READ, deploys::list)
                .deploy("GET", "?wait", Right.READ, deploys::show)
                .deploy("PUT", "", Right.READ, deploys::change)
                .deploy("POST", "/kill", Right.DEPLOY, deploys::kill)
                .deploy("POST", "/retry", Right.DEPLOY, deploys::retry)
                .deploy("POST", "/judge", Right.DEPLOY, deploys::judge)
                .deploy("POST", "/report", Right.REPORT, deploys::report)
                .deploy("GET", "/log?offset&limit&wait", Right.READ, logs::page)
                .deploy("GET", "/log/stream?offset", Right.READ, logs::stream)
                .deploy("GET", "/log/raw?origin", Right.READ, logs::raw)
                .somewhere("GET", "/events?app&env&kind&limit&cursor&after", Right.READ, events::events)
                .somewhere("GET", "/deploy-stats?app", Right.READ, old::stats)
                .somewhere("GET", "/config", Right.READ, old::config)
                .everywhere("GET", "/hosts", Right.READ, hosts::list)
                .everywhere("POST", "/hosts", Right.ADMIN, hosts::trust)
                .everywhere("DELETE", "/hosts/{host}", Right.ADMIN, hosts::forget)
                .everywhere("GET", "/nodes", Right.READ, nodes::list)
                .everywhere("DELETE", "/nodes/{node}", Right.ADMIN, nodes::forget)
                .everywhere("PUT", "/nodes/{node}/drain", Right.ADMIN, nodes::drain)
                .everywhere("DELETE", "/nodes/{node}/drain", Right.ADMIN, nodes::open)
                .everywhere("GET", "/drain", Right.READ, nodes::self)
                .everywhere("PUT", "/drain", Right.ADMIN, nodes::drainSelf)
                .everywhere("DELETE", "/drain", Right.ADMIN, nodes::openSelf)
                .somewhere("POST", "/login-links", Right.READ, links::create)
                .everywhere("GET", "/tokens?limit&cursor", Right.ADMIN, tokens::list)
                .everywhere("POST", "/tokens", Right.ADMIN, tokens::create)
                .everywhere("DELETE", "/tokens/{token}", Right.ADMIN, tokens::revoke)
                .table();
        this.ifMatch = new IfMatch(table);
    }

    /** Every route there is. */
    public List<Route> table() {
        return table;
    }

    /**
     * Adds the routes. Each is answered with and without a slash at its end, and HEAD where GET is: Javalin's own answer to HEAD asks
     * nobody for a token. The document of the API stands beside the table, since it is the one answer that needs none.
     */
    public void routes(RoutesConfig routes) {
        routes.get(Routes.ROOT + OpenApi.PATH, openApi::show);
        routes.head(Routes.ROOT + OpenApi.PATH, openApi::show);
        for (var route : table) {
            var handler = handler(route);
            routes.addHttpHandler(HandlerType.findOrCreate(route.method()), route.path(), handler);
            if (route.method().equals("GET")) {
                routes.head(route.path(), handler);
            }
        }
    }

    private Handler handler(Route route) {
        return ctx -> {
            var caller = access.authenticate(ctx.header("Authorization"));
            Visits.begin(ctx, caller);
            BodyText.requireDecodable(ctx.queryString());
            Queries.refuseUnknown(ctx, route);
            if (!route.rehearses() && Queries.isRehearsal(ctx)) {
                throw new Invalid(
                        "not_built", "dry_run is not built here yet, so nothing was done; leave it out to do it");
            }
            ifMatch.check(ctx, caller, route);
            route.endpoint().handle(ctx, caller);
        };
    }
}

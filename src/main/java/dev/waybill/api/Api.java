package dev.waybill.api;

import dev.waybill.access.Access;
import dev.waybill.api.openapi.OpenApi;
import dev.waybill.api.routes.IfMatch;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.Route;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.errors.Invalid;
import dev.waybill.http.BodyText;
import dev.waybill.http.Visits;
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
    public Api(Access access, Routes routes, List<RouteGroup> groups, String url) {
        this.access = access;
        this.openApi = new OpenApi(url);
        groups.forEach(group -> group.rows(routes));
        this.table = routes.table();
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

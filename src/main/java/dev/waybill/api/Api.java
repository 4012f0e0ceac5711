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

/** The JSON API. Every route checks authentication first, then the permission, then the request. */
public final class Api {
    private final Access access;
    private final List<Route> table;
    private final OpenApi openApi;
    private final IfMatch ifMatch;

    /** @param url the server's public URL, for links */
    public Api(Access access, Routes routes, List<RouteGroup> groups, String url) {
        this.access = access;
        this.openApi = new OpenApi(
                url, groups.stream().map(RouteGroup::noun).distinct().toList());
        groups.forEach(group -> group.rows(routes));
        this.table = routes.table();
        this.ifMatch = new IfMatch(table);
    }

    /** All routes. */
    public List<Route> table() {
        return table;
    }

    /**
     * Adds the routes, each with and without a final slash. HEAD is added for each GET, because Javalin's own HEAD would not
     * check the token. The OpenAPI document is not in the table, because it needs no token.
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
                        "not_built",
                        "dry_run is not implemented for this request, so nothing was changed; omit dry_run to carry it out");
            }
            ifMatch.check(ctx, caller, route);
            route.endpoint().handle(ctx, caller);
        };
    }
}

package dev.waybill.access;

import static dev.waybill.api.routes.Route.Reach.ALL_APPS;
import static dev.waybill.api.routes.Route.Reach.APP;
import static dev.waybill.api.routes.Route.Reach.DEPLOY;
import static dev.waybill.api.routes.Route.Reach.ENVIRONMENT;
import static dev.waybill.api.routes.Route.Reach.EVERYWHERE;
import static dev.waybill.api.routes.Route.Reach.SOMEWHERE;

import dev.waybill.api.routes.Route.Reach;
import java.util.Map;
import java.util.Set;

/** What every route needs, in words of its own and not out of the table of routes. */
final class RouteNeeds {
    /** What each route needs, and where; the body that a caller who may send it gets past the question with. */
    static final Map<String, Need> ALL = Map.ofEntries(
            need("GET /apps", "read", SOMEWHERE),
            need("POST /apps", "configure", EVERYWHERE),
            need("GET /apps/{app}", "read", APP),
            need("PUT /apps/{app}", "configure", APP, Map.of("grace", 5)),
            need("PUT /apps/{app} (lock)", "lock", APP, Map.of("lockedReason", "mine")),
            need("DELETE /apps/{app}", "configure", APP),
            need("GET /apps/{app}/history", "read", APP),
            need("POST /apps/{app}/restore", "configure", APP),
            need("GET /apps/{app}/forge", "configure", APP),
            need("POST /apps/{app}/notifiers/test", "configure", APP),
            need("GET /apps/{app}/changes", "read", APP),
            need("GET /apps/{app}/checks", "read", APP),
            need("GET /apps/{app}/envs/{env}/changes", "read", ENVIRONMENT),
            need("GET /commits/{sha}", "read", SOMEWHERE),
            need("POST /chat", "read", SOMEWHERE),
            need("GET /overview", "read", SOMEWHERE),
            need("GET /apps/{app}/envs/{env}", "read", ENVIRONMENT),
            need("POST /apps/{app}/envs/{env}/look", "deploy", ENVIRONMENT),
            need("PUT /apps/{app}/envs/{env}/drift", "deploy", ENVIRONMENT, Map.of("acknowledged", "-")),
            need("GET /apps/{app}/envs/{env}/explain", "read", ENVIRONMENT),
            need("GET /apps/{app}/envs/{env}/auto", "read", ENVIRONMENT),
            need("PUT /apps/{app}/envs/{env}/auto", "deploy", ENVIRONMENT, Map.of("mode", "off")),
            need("POST /apps/{app}/envs/{env}/rollback", "deploy", ENVIRONMENT),
            need("POST /apps/{app}/envs/{env}/promote", "read", ENVIRONMENT),
            need("POST /apps/{app}/envs/{env}/record", "deploy", ENVIRONMENT),
            need(
                    "POST /apps/{app}/envs/{env}/record (user)",
                    "impersonate",
                    ENVIRONMENT,
                    Map.of("sha", "-", "user", "bob")),
            need("GET /remote-changes/{app}", "read", APP),
            need("GET /locks", "read", SOMEWHERE),
            need("PUT /locks/global", "lock", EVERYWHERE),
            need("DELETE /locks/global", "lock", EVERYWHERE),
            need("POST /locks/global/extend", "lock", EVERYWHERE),
            need("POST /locks/global/hand-over", "lock", EVERYWHERE),
            need("PUT /locks/environments/{env}", "lock", ALL_APPS),
            need("DELETE /locks/environments/{env}", "lock", ALL_APPS),
            need("POST /locks/environments/{env}/extend", "lock", ALL_APPS),
            need("POST /locks/environments/{env}/hand-over", "lock", ALL_APPS),
            need("PUT /apps/{app}/lock", "lock", APP),
            need("DELETE /apps/{app}/lock", "lock", APP),
            need("POST /apps/{app}/lock/extend", "lock", APP),
            need("POST /apps/{app}/lock/hand-over", "lock", APP),
            need("PUT /apps/{app}/envs/{env}/lock", "lock", ENVIRONMENT),
            need("DELETE /apps/{app}/envs/{env}/lock", "lock", ENVIRONMENT),
            need("POST /apps/{app}/envs/{env}/lock/extend", "lock", ENVIRONMENT),
            need("POST /apps/{app}/envs/{env}/lock/hand-over", "lock", ENVIRONMENT),
            need("POST /config/reload", "configure", EVERYWHERE),
            need("POST /{app}/deploy", "deploy", DEPLOY, Map.of("ref", "-")),
            need("GET /deploys", "read", SOMEWHERE),
            need("POST /deploys", "deploy", DEPLOY, Map.of("app", "shop", "ref", "-")),
            need("POST /deploys (force)", "force", DEPLOY, Map.of("app", "shop", "ref", "-", "force", true)),
            need("POST /deploys (user)", "impersonate", DEPLOY, Map.of("app", "shop", "ref", "-", "user", "bob")),
            need("GET /deploys/{deploy}", "read", DEPLOY),
            need("PUT /deploys/{deploy}/driver", "deploy", DEPLOY),
            need("POST /deploys/{deploy}/output", "deploy", DEPLOY),
            need("PUT /deploys/{deploy}/exit", "deploy", DEPLOY),
            need("PUT /deploys/{deploy}", "deploy", DEPLOY, Map.of("status", "cancelled")),
            need("POST /deploys/{deploy}/kill", "deploy", DEPLOY),
            need("POST /deploys/{deploy}/retry", "deploy", DEPLOY),
            need("POST /deploys/{deploy}/judge", "deploy", DEPLOY),
            need("GET /deploys/{deploy}/log", "read", DEPLOY),
            need("GET /deploys/{deploy}/script", "read", DEPLOY),
            need("GET /deploys/{deploy}/registration", "read", DEPLOY),
            need("GET /deploys/{deploy}/log/stream", "read", DEPLOY),
            need("GET /deploys/{deploy}/log/raw", "read", DEPLOY),
            need("GET /deploys/{deploy}/log/lines", "read", DEPLOY),
            need("GET /deploys/{deploy}/log/lines/stream", "read", DEPLOY),
            need("GET /deploys/{deploy}/log/search", "read", DEPLOY),
            need("GET /deploys/{deploy}/log/outline", "read", DEPLOY),
            need("GET /deploys/{deploy}/artifacts", "read", DEPLOY),
            need("GET /deploys/{deploy}/artifacts/raw", "read", DEPLOY),
            need("POST /deploys/{deploy}/report", "deploy", DEPLOY),
            need("GET /events", "read", SOMEWHERE),
            need("GET /deliveries", "read", SOMEWHERE),
            need("GET /deliveries/{delivery}", "read", DEPLOY),
            need("POST /deliveries/{delivery}/resend", "admin", EVERYWHERE),
            need("GET /deploy-stats", "read", SOMEWHERE),
            need("GET /config", "read", SOMEWHERE),
            need("GET /hosts", "read", EVERYWHERE),
            need("POST /hosts", "admin", EVERYWHERE),
            need("DELETE /hosts/{host}", "admin", EVERYWHERE),
            need("GET /nodes", "read", EVERYWHERE),
            need("DELETE /nodes/{node}", "admin", EVERYWHERE),
            need("PUT /nodes/{node}/drain", "admin", EVERYWHERE),
            need("DELETE /nodes/{node}/drain", "admin", EVERYWHERE),
            need("GET /workspaces", "read", SOMEWHERE),
            need("DELETE /workspaces/{workspace}", "deploy", DEPLOY),
            need("GET /drain", "read", EVERYWHERE),
            need("PUT /drain", "admin", EVERYWHERE),
            need("DELETE /drain", "admin", EVERYWHERE),
            need("POST /login-links", "read", SOMEWHERE),
            need("GET /tokens", "admin", EVERYWHERE),
            need("POST /tokens", "admin", EVERYWHERE),
            need("DELETE /tokens/{token}", "admin", EVERYWHERE));

    /** @param also what is needed besides, since force and impersonation are asked of one who may deploy */
    record Need(String right, Set<String> also, Reach reach, Map<String, Object> body) {}

    private static Map.Entry<String, Need> need(String route, String right, Reach reach) {
        return need(route, right, reach, Map.of("zzz", 1));
    }

    private static Map.Entry<String, Need> need(String route, String right, Reach reach, Map<String, Object> body) {
        var also = Set.of("force", "impersonate").contains(right) ? Set.of("deploy") : Set.<String>of();
        return Map.entry(route, new Need(right, also, reach, body));
    }

    private RouteNeeds() {}
}

package dev.waybill.api.routes;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import io.javalin.http.Context;
import java.util.Set;

/**
 * A row of the table of routes.
 *
 * @param path with parameters in braces, without a final slash
 * @param query its query parameters, without fields of the body, which can also be in the query
 * @param right the required permission
 * @param reach where the permission is required
 * @param rehearses whether it supports dry runs, see {@link Queries#isRehearsal}
 */
public record Route(
        String method, String path, Set<String> query, Right right, Reach reach, boolean rehearses, Endpoint endpoint) {
    /** Where the permission of a route is required. */
    public enum Reach {
        /** Anywhere; the route itself checks the place, or shows only what the caller can read. */
        SOMEWHERE,
        /** For the server as a whole. */
        EVERYWHERE,
        /** For the environment that the path names, of all apps. */
        ALL_APPS,
        /** For the app that the path names. */
        APP,
        /** For the environment of the app that the path names. */
        ENVIRONMENT,
        /** For the deploy that the path names. */
        DEPLOY
    }

    /** Whether requests can have fields, in the body or the query; the endpoint refuses unknown ones. */
    boolean hasFields() {
        return method.equals("POST") || method.equals("PUT");
    }

    Route rehearsing() {
        return new Route(method, path, query, right, reach, true, endpoint);
    }

    /** Answers a permitted request. */
    @FunctionalInterface
    public interface Endpoint {
        void handle(Context ctx, Caller caller) throws Exception;
    }
}

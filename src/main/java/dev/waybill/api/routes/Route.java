package dev.waybill.api.routes;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import io.javalin.http.Context;
import java.util.Set;

/**
 * A row of the table of routes.
 *
 * @param path with its parameters in braces, without a slash at the end
 * @param query the parameters that may stand in its query, but for those of a body, which may stand there, too
 * @param right what is needed to call it
 * @param reach where that right must hold
 * @param rehearses it can tell what would happen instead of doing it, and asks {@link Queries#isRehearsal} which is wanted
 */
public record Route(
        String method, String path, Set<String> query, Right right, Reach reach, boolean rehearses, Endpoint endpoint) {
    /** Where the right of a route must hold. */
    public enum Reach {
        /** Somewhere; the route itself asks for the place, or shows only what may be read. */
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

    /** Whether a request may have fields, in its body or in its query; who answers it refuses those that are unknown. */
    boolean hasFields() {
        return method.equals("POST") || method.equals("PUT");
    }

    Route rehearsing() {
        return new Route(method, path, query, right, reach, true, endpoint);
    }

    /** Answers a request of somebody who may make it. */
    @FunctionalInterface
    public interface Endpoint {
        void handle(Context ctx, Caller caller) throws Exception;
    }
}

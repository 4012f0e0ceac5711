package dev.waybill.api;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import io.javalin.http.Context;

/**
 * A row of the table of routes.
 *
 * @param path with its parameters in braces, without a slash at the end
 * @param right what is needed to call it
 * @param reach where that right must hold
 * @param rehearses it can tell what would happen instead of doing it, and asks {@link Queries#isRehearsal} which is wanted
 */
public record Route(String method, String path, Right right, Reach reach, boolean rehearses, Endpoint endpoint) {
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

    Route rehearsing() {
        return new Route(method, path, right, reach, true, endpoint);
    }

    /** Answers a request of somebody who may make it. */
    @FunctionalInterface
    public interface Endpoint {
        void handle(Context ctx, Caller caller) throws Exception;
    }
}

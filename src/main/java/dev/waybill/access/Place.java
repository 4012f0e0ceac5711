package dev.waybill.access;

import org.jspecify.annotations.Nullable;

/**
 * The object of a permission check: a deploy, an environment of an app, a whole app, an environment of all apps, or the server
 * as a whole.
 *
 * @param name for messages, such as {@code shop/production}
 * @param app null for all apps
 * @param environment null for all environments
 * @param deploy null if it is not a deploy
 */
public record Place(
        String name,
        @Nullable Long app,
        @Nullable String environment,
        @Nullable Long deploy) {
    /** The server as a whole. */
    public static final Place EVERYWHERE = new Place("this server", null, null, null);

    /** An environment of all apps. */
    public static Place ofEnvironment(String name, String environment) {
        return new Place(name, null, environment, null);
    }

    public static Place of(String name, long app) {
        return new Place(name, app, null, null);
    }

    public static Place of(String name, long app, String environment) {
        return new Place(name, app, environment, null);
    }

    public static Place of(String name, long app, String environment, long deploy) {
        return new Place(name, app, environment, deploy);
    }
}

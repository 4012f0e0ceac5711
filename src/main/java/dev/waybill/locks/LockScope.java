package dev.waybill.locks;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import org.jspecify.annotations.Nullable;

/**
 * What a lock is on.
 *
 * @param app null for all apps
 * @param appName null for all apps
 * @param environment null for all environments
 */
public record LockScope(
        @Nullable AppId app,
        @Nullable String appName,
        @Nullable String environment) {
    /** All environments of all apps. */
    public static final LockScope EVERYTHING = new LockScope(null, null, null);

    /** All environments of an app. */
    public static LockScope of(App app) {
        return new LockScope(app.id(), app.name(), null);
    }

    /** One environment of an app. */
    public static LockScope of(App app, String environment) {
        return new LockScope(app.id(), app.name(), environment);
    }

    /** One environment across all apps. */
    public static LockScope ofEnvironment(String environment) {
        return new LockScope(null, null, environment);
    }

    /** Its name in messages: {@code shop}, {@code production of shop}, {@code production of all apps}, {@code everything}. */
    public String name() {
        if (environment == null) {
            return appName == null ? "everything" : appName;
        }
        return "%s of %s".formatted(environment, appName == null ? "all apps" : appName);
    }

    /** Its app and environment, for permission checks. */
    public Place place() {
        if (app == null) {
            return environment == null ? Place.EVERYWHERE : Place.ofEnvironment(name(), environment);
        }
        return environment == null
                ? Place.of(name(), app.value())
                : Place.of("%s/%s".formatted(appName, environment), app.value(), environment);
    }

    /** Whether it is one whole app, the only scope that clients of the old service know. */
    boolean isWholeApp() {
        return app != null && environment == null;
    }

    /** Whether it contains an environment of an app. */
    public boolean covers(AppId other, String otherEnvironment) {
        return (app == null || app.equals(other)) && (environment == null || environment.equals(otherEnvironment));
    }

    /** Whether a lock on this concerns a caller: it is on what the caller can read, or on all apps. */
    public boolean concerns(Caller caller) {
        if (caller.grant().deploy() != null) {
            return false; // the token of a deploy sees that deploy, whose blockers name its locks
        }
        var environments = caller.grant().environments();
        return app() != null
                ? caller.may(Right.READ, place())
                : environment() == null || environments == null || environments.contains(environment());
    }
}

package dev.waybill.gates;

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

    /** As people say it: {@code shop}, {@code production of shop}, {@code production of all apps}, {@code everything}. */
    public String name() {
        if (environment == null) {
            return appName == null ? "everything" : appName;
        }
        return "%s of %s".formatted(environment, appName == null ? "all apps" : appName);
    }
}

package dev.waybill.apps;

import dev.waybill.access.Place;
import dev.waybill.apps.config.AppConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An app: something that is deployed.
 *
 * @param version counts the versions of its configuration, from 1
 * @param isOfFile whether the configuration file owns it, so that only the file can change it
 * @param retiredAt when it was removed from the file; null if it was not
 */
public record App(
        AppId id,
        String name,
        int version,
        AppConfig config,
        boolean isOfFile,
        @Nullable Instant retiredAt) {
    /** The whole app, for permission checks. */
    public Place place() {
        return Place.of(name, id.value());
    }

    /** One of its environments, for permission checks. */
    public Place place(String environment) {
        return Place.of(name + "/" + environment, id.value(), environment);
    }
}

package dev.waybill.apps;

import dev.waybill.access.Place;
import dev.waybill.apps.config.AppConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is deployed.
 *
 * @param version counts the versions of its configuration, from 1
 * @param isOfFile the configuration file owns it, so only the file changes it
 * @param retiredAt when it left the file; null while it is deployed
 */
public record App(
        AppId id,
        String name,
        int version,
        AppConfig config,
        boolean isOfFile,
        @Nullable Instant retiredAt) {
    /** All of it, for the question who may do something to it. */
    public Place place() {
        return Place.of(name, id.value());
    }

    /** One of its environments, for the same question. */
    public Place place(String environment) {
        return Place.of(name + "/" + environment, id.value(), environment);
    }
}

package dev.waybill.apps;

import dev.waybill.apps.config.AppConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of an app's configuration.
 *
 * @param version from 1
 * @param user the name of the user who made it; null for the configuration file
 */
public record AppVersion(
        int version,
        AppConfig config,
        Instant createdAt,
        @Nullable String user) {}

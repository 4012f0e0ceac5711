package dev.waybill.automation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pause of the automatic deploys of an environment.
 *
 * @param mark tells it from the pauses before it
 * @param reason the deploy after which it waits, or why somebody has paused it; null if none was given
 * @param by the name of whoever has paused it; null for the server itself
 */
public record Pause(
        Instant since,
        long mark,
        @Nullable String reason,
        @Nullable String by) {}

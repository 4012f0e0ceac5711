package dev.waybill.lookups;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much there is to do, on all nodes together.
 *
 * @param busyLanes in how many lanes something runs or waits
 * @param oldest when the one was asked for that waits longest; null if none waits
 */
public record Load(
        int busyLanes, int running, int waiting, @Nullable Instant oldest) {}

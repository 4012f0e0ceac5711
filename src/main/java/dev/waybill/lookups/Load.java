package dev.waybill.lookups;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The number of running and pending deploys on all nodes.
 *
 * @param busyLanes the number of lanes with a running or pending deploy
 * @param oldest when the oldest pending deploy was requested; null if there is none
 */
public record Load(
        int busyLanes, int running, int waiting, @Nullable Instant oldest) {}

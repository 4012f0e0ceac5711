package dev.waybill.deploys;

import dev.waybill.apps.Pool;
import org.jspecify.annotations.Nullable;

/**
 * The state of the world that the gates judged. A claim succeeds only if it is still the same.
 *
 * @param lastLive how many deploys had gone live in the lane
 * @param pool the pool of the app; null for none
 */
public record Claim(
        long gateVersion, int lastLive, @Nullable Pool pool) {}

package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a deploy does not start.
 *
 * @param deploy the name of the pending deploy; null if it has not been requested
 * @param sha null if the repository does not respond
 * @param position in the lane, from 1
 * @param blockers empty if it starts at once
 * @param warnings sentences that people should read, although they block nothing
 */
public record ExplanationJson(
        @Nullable String deploy,
        String ref,
        @Nullable String sha,
        int position,
        List<BlockerJson> blockers,
        List<String> warnings) {}

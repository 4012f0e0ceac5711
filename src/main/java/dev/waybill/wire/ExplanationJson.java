package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something does not start.
 *
 * @param deploy the name of the one that waits; null if what is explained has not been asked for
 * @param sha null if the repository does not answer
 * @param position in the lane, from 1
 * @param blockers empty if it starts at once
 * @param warnings what holds nothing back, and is worth knowing
 */
public record ExplanationJson(
        @Nullable String deploy,
        String ref,
        @Nullable String sha,
        int position,
        List<BlockerJson> blockers,
        List<String> warnings) {}

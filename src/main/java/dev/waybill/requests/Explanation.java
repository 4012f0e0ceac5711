package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.gates.Blocker;
import dev.waybill.vcs.Sha;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something does not start.
 *
 * @param deploy the one that waits; null if what is explained has not been asked for
 * @param ref what it is, or would be, asked for
 * @param sha null if the repository has not answered
 * @param position in the lane, from 1
 * @param blockers empty if it starts at the next step
 * @param warnings what holds nothing back, and is worth knowing; sentences
 */
public record Explanation(
        @Nullable Deploy deploy,
        String ref,
        @Nullable Sha sha,
        int position,
        List<Blocker> blockers,
        List<String> warnings) {}

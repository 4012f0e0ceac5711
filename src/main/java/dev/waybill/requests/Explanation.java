package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.gates.Blocker;
import dev.waybill.vcs.Sha;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a deploy does not start.
 *
 * @param deploy the pending deploy; null if it has not been requested
 * @param ref the ref that is, or would be, requested
 * @param sha null if the repository has not answered
 * @param position in the lane, from 1
 * @param blockers empty if it can start now
 * @param warnings sentences that people should read, although they block nothing
 */
public record Explanation(
        @Nullable Deploy deploy,
        String ref,
        @Nullable Sha sha,
        int position,
        List<Blocker> blockers,
        List<String> warnings) {}

package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.apps.App;
import dev.waybill.vcs.Sha;
import org.jspecify.annotations.Nullable;

/**
 * A request that was understood and is about to be recorded.
 *
 * @param ref as it will be shown
 * @param question what the repository is asked for
 * @param sha null if the repository did not answer in time
 * @param complaint what it answered instead; null if it is still being asked
 * @param user the one who asks, the caller or the one named
 */
record NewDeploy(
        DeployRequest request,
        App app,
        String environment,
        String ref,
        String question,
        @Nullable Sha sha,
        @Nullable String complaint,
        User user,
        Rank rank,
        @Nullable String message) {}

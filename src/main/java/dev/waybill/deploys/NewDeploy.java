package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.vcs.Sha;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that was understood and is about to be recorded.
 *
 * @param ref as it will be shown
 * @param appVersion of the configuration with which it runs
 * @param sha null if the repository did not answer in time
 * @param complaint what it answered instead; null if it is still being asked
 * @param user the one who asks, the caller or the one named
 * @param message what people should know about it, or null
 */
record NewDeploy(
        DeployRequest request,
        Lane lane,
        Wanted wanted,
        String ref,
        int appVersion,
        @Nullable Sha sha,
        @Nullable String complaint,
        User user,
        Map<String, Object> params,
        @Nullable String message) {}

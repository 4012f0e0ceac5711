package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.vcs.Sha;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deploy that is about to be recorded.
 *
 * @param ref as it will be shown
 * @param question what the repository is asked for
 * @param sha null if the repository did not answer in time
 * @param complaint what it answered instead; null if it is still being asked
 * @param user whose deploy it is
 * @param caller who asked for it
 * @param reason why, in the words of the one who asked; null if none was given
 * @param appVersion of the configuration with which it runs
 * @param retryOf the deploy that it tries again; null if none
 * @param message what people should know about it, or null
 */
public record NewDeploy(
        Lane lane,
        String ref,
        String question,
        @Nullable Sha sha,
        @Nullable String complaint,
        User user,
        User caller,
        Door door,
        boolean forced,
        Rank rank,
        @Nullable String reason,
        Map<String, Object> params,
        int appVersion,
        @Nullable DeployId retryOf,
        @Nullable String message) {}

package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.vcs.Sha;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deploy that is about to be recorded.
 *
 * @param task {@link Deploy#DEPLOY}, or another task of the app
 * @param ref as it will be displayed
 * @param question what is looked up in the repository
 * @param sha null if the repository did not answer in time
 * @param complaint why the lookup failed; null if it is still in progress
 * @param user the user in whose name it is requested
 * @param caller the user who sent the request
 * @param reason why, in the requester's words; null if none was given
 * @param appVersion the version of the app's configuration that it uses
 * @param isExternal whether its command runs on the machine of its requester
 * @param retryOf the deploy that it retries; null if none
 * @param hosts the only hosts to which it goes; empty for all
 * @param message a note for people, or null
 */
public record NewDeploy(
        Lane lane,
        String task,
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
        boolean isExternal,
        @Nullable DeployId retryOf,
        List<String> hosts,
        @Nullable String message) {}

package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deploy. Component names are the fields' names, as clients have always known them, hence {@code sha_url}.
 *
 * @param requestedBy who asked: the user, or another on behalf of that user
 * @param duration in seconds; null until it is over
 * @param estimatedDuration in seconds; of a deploy that is over, its own; null if nothing is known
 * @param position in its lane, from 1; null unless it waits
 * @param estimatedStart when it will probably start; null unless it waits and that can be known
 * @param estimatedEnd when it will probably end; null if it has, or nothing is known
 * @param trigger the door by which it came in
 * @param retryOf the id of the deploy that this one tries again; null if none
 * @param rollback it goes back to what was live before
 * @param supersededBy the id of the newer deploy because of which it did not start; null if none
 * @param judgement what was said last of its commit in this environment; null if nothing
 * @param progress in percent, as its command says; null if it does not
 * @param notes what its command, or somebody else, said of it
 * @param silentNode the server on which it runs, if that has not been heard of; null if it is well, or not running
 * @param appVersion the version of the app's configuration with which it runs
 */
public record DeployJson(
        String id,
        String name,
        int number,
        AppRef app,
        UserJson user,
        String requestedBy,
        String environment,
        String ref,
        @Nullable String sha,
        String sha_url,
        Remote remote,
        String status,
        @Nullable Double duration,
        @Nullable Double estimatedDuration,
        String dateCreated,
        @Nullable String dateStarted,
        @Nullable String dateFinished,
        @Nullable String outcome,
        List<BlockerJson> blockers,
        @Nullable Integer position,
        @Nullable String estimatedStart,
        @Nullable String estimatedEnd,
        @Nullable String previousSha,
        boolean forced,
        String trigger,
        Map<String, Object> params,
        @Nullable String reason,
        @Nullable String message,
        @Nullable Integer progress,
        List<String> notes,
        int appVersion,
        @Nullable String retryOf,
        boolean rollback,
        @Nullable String supersededBy,
        @Nullable JudgementJson judgement,
        @Nullable SilentNode silentNode,
        Map<String, String> links) {
    /** @param since when it was heard of last */
    public record SilentNode(String name, String since) {}

    public record AppRef(String id, String name) {}

    public record UserJson(String id, String name, String dateCreated) {}

    /** Where the repository is seen by people; {@code url} is empty where nobody knows. */
    public record Remote(String name, String url) {}
}

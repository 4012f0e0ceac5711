package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deploy. The components have the field names of the old service, hence {@code sha_url}.
 *
 * @param requestedBy the requester: the user, or another user on their behalf
 * @param duration in seconds; null until it has ended, and if it happened elsewhere
 * @param estimatedDuration in seconds; the actual one of an ended deploy; null if unknown
 * @param position in its lane, from 1; null unless it is pending
 * @param estimatedStart estimate; null unless it is pending and the start can be estimated
 * @param estimatedEnd estimate; null if it has ended, or nothing is known
 * @param compareLink the page with the changes since the version that was live before, at the code host; null if there is none
 * @param trigger how the request came in
 * @param retryOf the id of the deploy that this one retries; null if none
 * @param rollback whether it is a rollback
 * @param supersededBy the id of the newer deploy that replaced it before it started; null if none
 * @param judgement the newest judgement of its commit in this environment; null if there is none
 * @param evidence what was given as evidence that it happened elsewhere; null if nothing was, or if it ran here
 * @param progress in percent, as reported; null if not reported
 * @param notes the notes that were reported
 * @param silentNode the server on which it runs, if that server is silent; null otherwise
 * @param external where the command of an external deploy runs; null for other deploys
 * @param appVersion the version of the app's configuration that it uses
 */
public record DeployJson(
        String id,
        String name,
        int number,
        AppRef app,
        UserJson user,
        String requestedBy,
        String environment,
        Task task,
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
        @Nullable String compareLink,
        boolean forced,
        String trigger,
        Map<String, Object> params,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String evidence,
        @Nullable Integer progress,
        List<String> notes,
        int appVersion,
        @Nullable String retryOf,
        boolean rollback,
        @Nullable String supersededBy,
        @Nullable JudgementJson judgement,
        @Nullable SilentNode silentNode,
        @Nullable External external,
        Map<String, String> links) {
    /**
     * What it runs.
     *
     * @param name {@code deploy}, or another task of the app, which makes nothing live
     * @param steps in the order in which they are planned; empty if it has only one
     * @param hosts {@code pending}, {@code ok}, {@code failed} or {@code unreachable}, by name; empty if nothing was reported
     * @param onlyHosts the only hosts to which it goes; empty for all
     */
    public record Task(String name, List<Step> steps, Map<String, String> hosts, List<String> onlyHosts) {}

    /**
     * A step of it.
     *
     * @param status {@code pending}, {@code in_progress}, {@code finished}, {@code failed} or {@code skipped}
     * @param estimatedDuration in seconds: how long it took, or usually takes if it has not ended; null if unknown
     */
    public record Step(
            String name,
            String status,
            @Nullable String dateStarted,
            @Nullable String dateFinished,
            @Nullable Double estimatedDuration) {}

    /** @param since the time of its last heartbeat */
    public record SilentNode(String name, String since) {}

    /**
     * @param place null before and after the command runs
     * @param silentSince since when nothing is heard from there; null if something is
     */
    public record External(@Nullable String place, @Nullable String silentSince) {}

    public record AppRef(String id, String name) {}

    public record UserJson(String id, String name, String dateCreated) {}

    /** The repository's web page; {@code url} is empty if unknown. */
    public record Remote(String name, String url) {}
}

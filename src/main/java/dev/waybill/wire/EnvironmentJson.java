package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an environment of an app.
 *
 * @param live null if nothing is
 * @param previous the target of a rollback, the last good version; null if there is none
 * @param running null if nothing is running
 * @param waiting in the order of their turns
 * @param checks those of the commit of the first waiting deploy; empty if none waits
 * @param locks all locks whose scopes contain it
 * @param quarantined versions that automatic deploys skip
 * @param usualDuration in seconds; null if none has succeeded
 * @param history what went live, newest first; the first is live now
 * @param sighting null if there is no other system that tells what is live, or it was not asked yet
 * @param watch how well the default ref is known; null if it is not watched, because it is a commit, or the app does not list the environment
 */
public record EnvironmentJson(
        String app,
        String environment,
        String defaultRef,
        @Nullable ReleaseJson live,
        @Nullable ReleaseJson previous,
        @Nullable TurnJson running,
        List<TurnJson> waiting,
        List<ChecksJson.CheckJson> checks,
        List<LockJson> locks,
        List<QuarantineJson> quarantined,
        @Nullable Double usualDuration,
        List<ReleaseJson> history,
        @Nullable SightingJson sighting,
        @Nullable WatchJson watch) {
    /**
     * How well a ref is known.
     *
     * @param sha what it named when it was last seen; null if it was not seen, or is a commit itself
     * @param since when it was first seen there
     * @param dateSeen when the repository last answered; null if it never has
     * @param dateNext when it will be asked next; null if that is not known yet
     * @param message what is wrong; null for nothing
     * @param summary all of this as a sentence
     */
    public record WatchJson(
            @Nullable String sha,
            @Nullable String since,
            @Nullable String dateSeen,
            @Nullable String dateNext,
            @Nullable String message,
            String summary) {}

    public record QuarantineJson(String sha, JudgementJson judgement) {}
}

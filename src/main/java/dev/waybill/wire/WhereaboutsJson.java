package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit, and where it is live.
 *
 * @param date the committer's date
 */
public record WhereaboutsJson(
        String sha,
        String title,
        String author,
        String date,
        @Nullable Integer pullRequest,
        List<Place> places) {
    /**
     * An environment of an app whose repository has the commit.
     *
     * @param isLive whether the live version contains it
     * @param since when it went live; null if it is not
     * @param deploy the name of the deploy that brought it; null if it is not live
     * @param live what is live there; null if nothing is
     * @param next the first running or pending deploy that would bring it; null if it is live, or none would
     * @param blockers why that deploy waits, or without one, why it is not deployed automatically
     * @param rolledBack the rollback that removed it; null if it is live, or never was
     * @param judgement the newest judgement of exactly this commit there; null if there is none
     */
    public record Place(
            String app,
            String environment,
            boolean isLive,
            @Nullable String since,
            @Nullable String deploy,
            @Nullable ReleaseJson live,
            @Nullable TurnJson next,
            List<BlockerJson> blockers,
            @Nullable RolledBack rolledBack,
            @Nullable JudgementJson judgement) {}

    /**
     * A rollback that removed a commit.
     *
     * @param from the name of the newest deploy that had the commit
     * @param deploy the name of the rollback
     * @param user the requester
     * @param since when it went live
     */
    public record RolledBack(String from, String deploy, String user, String since) {}
}

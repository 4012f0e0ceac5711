package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit, and where it has come.
 *
 * @param date when it became this commit
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
     * @param isLive what is live there contains it
     * @param since when it went live; null if it is not
     * @param deploy the name of the deploy with which it went live; null if it is not
     * @param live what is live there; null if nothing is
     * @param next the first deploy that runs or waits and would bring it; null if it is live, or none would
     * @param blockers why that one waits
     * @param rolledBack how it went away again, if it is not live but was; null otherwise
     * @param judgement what was said of exactly this commit there; null if nothing
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
     * Somebody went back from a version.
     *
     * @param from the name of the newest deploy that had the commit
     * @param deploy the name of the rollback
     * @param user who asked for it
     * @param since when it went live
     */
    public record RolledBack(String from, String deploy, String user, String since) {}
}

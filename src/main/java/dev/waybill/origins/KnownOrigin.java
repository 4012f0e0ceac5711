package dev.waybill.origins;

import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a code host said about a commit. A merged pull request is final. Until there is one, the commit is asked about again after
 * as long as it has been known, for a week: a merge may still come.
 *
 * @param firstAsked when it was asked about for the first time
 * @param asked when it was asked about last
 */
record KnownOrigin(Origin origin, Instant firstAsked, Instant asked) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration YOUNG = Duration.ofDays(7);

    /**
     * Whether to ask if somebody looks.
     *
     * @param known null if it was never asked about
     * @param since an older answer without a merged pull request is not good enough
     */
    static boolean isDue(@Nullable KnownOrigin known, Instant since, Instant now) {
        return known == null || (!known.isMerged() && (known.asked.isBefore(since) || known.isDue(now)));
    }

    private boolean isDue(Instant now) {
        var age = Duration.between(firstAsked, asked);
        var pause = age.compareTo(SHORTEST) > 0 ? age : SHORTEST;
        return age.compareTo(YOUNG) < 0 && !now.isBefore(asked.plus(pause));
    }

    private boolean isMerged() {
        return origin.pullRequests().stream().anyMatch(PullRequest::isMerged);
    }
}

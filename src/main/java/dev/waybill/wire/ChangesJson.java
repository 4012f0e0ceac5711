package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes between two commits of a repository.
 *
 * @param live the live side, or another base; null if nothing is live
 * @param relation how the target relates to that: same, ahead, behind, diverged or unknown
 * @param ahead how many commits only the target has; null if unknown
 * @param behind how many commits it lacks; null if unknown
 * @param message why something is unknown; null if nothing is
 * @param commits the commits that only the target has, newest first; {@code commitCount} in all
 * @param lost the commits that it lacks
 * @param labels the labels of the commits
 * @param link the page with the changes at the code host; null if there is none
 * @param pullRequestsMessage why some pull requests are not known; null if all are, or the app has no code host
 */
public record ChangesJson(
        @Nullable Side live,
        Side target,
        String relation,
        @Nullable Integer ahead,
        @Nullable Integer behind,
        @Nullable String message,
        List<Commit> commits,
        int commitCount,
        List<Commit> lost,
        int lostCount,
        List<ChangedFile> files,
        int fileCount,
        Map<String, Mark> marks,
        List<String> labels,
        @Nullable String link,
        @Nullable String pullRequestsMessage) {
    /** @param deploy its name, such as shop/production#42; null if the side was named by a ref */
    public record Side(String ref, String sha, @Nullable String deploy) {}

    /**
     * A commit.
     *
     * @param date the committer's date
     * @param pullRequest as its message names it
     * @param link its page at the code host; null if there is none
     * @param login the author's user name at the code host; null if unknown
     * @param pullRequests as the code host knows them; null if unknown
     */
    public record Commit(
            String sha,
            String title,
            String author,
            String date,
            @Nullable Integer pullRequest,
            List<String> labels,
            @Nullable String link,
            @Nullable String login,
            @Nullable List<PullRequest> pullRequests) {}

    /** @param author the user name of whoever opened it; null if unknown */
    public record PullRequest(
            int number, String title, String link, @Nullable String author, boolean merged, List<String> labels) {}

    /** @param previous the path before it was renamed; null if it was not */
    public record ChangedFile(
            String path, String status, @Nullable String previous) {}

    /**
     * What has a mark.
     *
     * @param pullRequests the numbers of those that have a label of its name
     */
    public record Mark(List<String> files, int fileCount, List<Integer> pullRequests) {}
}

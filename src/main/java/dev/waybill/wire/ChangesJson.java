package dev.waybill.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two commits of a repository.
 *
 * @param live what is live, or what else it is counted from; null if nothing is
 * @param relation same, ahead, behind, diverged or unknown: how the target stands to that
 * @param ahead how many commits the target has more; null if nobody can know
 * @param behind how many it lacks; null if nobody can know
 * @param message why nobody can know; null if all is known
 * @param commits that the target has more, newest first, {@code commitCount} in all
 * @param lost commits that it lacks
 * @param labels which any of the commits has
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
        List<String> labels) {
    /** @param deploy its name, as in shop/production#42; null if it was named by a ref */
    public record Side(String ref, String sha, @Nullable String deploy) {}

    /** @param date when it became this commit */
    public record Commit(
            String sha,
            String title,
            String author,
            String date,
            @Nullable Integer pullRequest,
            List<String> labels) {}

    /** @param previous the path before it was renamed; null if it was not */
    public record ChangedFile(
            String path, String status, @Nullable String previous) {}

    /** The files of a mark. */
    public record Mark(List<String> files, int fileCount) {}
}

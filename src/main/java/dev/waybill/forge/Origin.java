package dev.waybill.forge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a commit comes from.
 *
 * @param author the author's user name at the code host; null if the code host knows none
 * @param pullRequests those that contain the commit
 */
public record Origin(@Nullable String author, List<PullRequest> pullRequests) {
    /** @param author the user name of whoever opened it; null if that account is gone */
    public record PullRequest(
            int number, String title, String link, @Nullable String author, boolean isMerged, List<String> labels) {}
}

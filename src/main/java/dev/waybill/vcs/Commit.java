package dev.waybill.vcs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit.
 *
 * @param title the first line of the message, without control characters
 * @param email of the author, as it is in the commit; empty if there is none
 * @param authored when the change was first committed
 * @param committed when this commit was created; later than {@code authored} after a rebase or squash
 * @param pullRequest the number of its pull request; null if the message has none
 * @param labels the requested words that the message contains
 */
public record Commit(
        Sha sha,
        String title,
        String author,
        String email,
        Instant authored,
        Instant committed,
        @Nullable Integer pullRequest,
        List<String> labels) {
    public Commit {
        labels = List.copyOf(labels);
    }
}

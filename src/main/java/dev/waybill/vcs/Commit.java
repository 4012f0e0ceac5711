package dev.waybill.vcs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit, for people to read.
 *
 * @param title the first line of the message, without control characters
 * @param authored when it was written first
 * @param committed when it became this commit: a rebase or a squash is later than what was written
 * @param pullRequest by which it came; null if the message names none
 * @param labels those words looked for that the message has
 */
public record Commit(
        Sha sha,
        String title,
        String author,
        Instant authored,
        Instant committed,
        @Nullable Integer pullRequest,
        List<String> labels) {
    public Commit {
        labels = List.copyOf(labels);
    }
}

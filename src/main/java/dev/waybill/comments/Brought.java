package dev.waybill.comments;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pull requests that a deploy brought.
 *
 * @param pulls their numbers, in order
 * @param again when to look for more; null if there are no more
 */
record Brought(List<Integer> pulls, @Nullable Instant again) {
    Brought {
        pulls = List.copyOf(pulls);
    }
}

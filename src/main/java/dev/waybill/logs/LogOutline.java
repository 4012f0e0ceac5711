package dev.waybill.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one should know of a log before reading it. Lists are bounded: the first ones count.
 *
 * @param begin when the first byte was stored; null if there is none
 * @param end when the last byte was stored; null if there is none
 * @param errors how many lines seem to tell an error
 * @param errorLines the first of them
 * @param warnings how many lines seem to warn
 */
public record LogOutline(
        LinePage.Extent extent,
        @Nullable Instant begin,
        @Nullable Instant end,
        long errors,
        List<Long> errorLines,
        long warnings,
        List<Group> groups,
        List<Silence> silences) {
    /**
     * A part of the log with a name.
     *
     * @param depth 0 for one that is in no other one
     * @param first the line that begins it
     * @param last the line that ends it; null as long as there is none
     * @param hasEndLine whether that line only says that the group ends
     * @param begin when it began
     * @param end when it ended; null as long as it has not
     */
    public record Group(
            String name,
            int depth,
            long first,
            @Nullable Long last,
            boolean hasEndLine,
            Instant begin,
            @Nullable Instant end,
            long errors,
            long warnings) {}

    /** A pause. @param after the line after which nothing came; 0 for none */
    public record Silence(long after, Duration length) {}
}

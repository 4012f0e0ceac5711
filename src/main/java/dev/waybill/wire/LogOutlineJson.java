package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one should know of a log before reading it. */
public record LogOutlineJson(
        LogExtentJson log,
        @Nullable String begin,
        @Nullable String end,
        long errors,
        List<Long> errorLines,
        long warnings,
        List<LogGroup> groups,
        List<LogSilence> silences) {
    /** A part of a log with a name; {@code last} and {@code end} are null as long as it has not ended. */
    public record LogGroup(
            String name,
            int depth,
            long first,
            @Nullable Long last,
            boolean hasEndLine,
            String begin,
            @Nullable String end,
            long errors,
            long warnings) {}

    /** A pause after a line, in seconds. */
    public record LogSilence(long after, double seconds) {}
}

package dev.waybill.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a check about a commit. */
public sealed interface CheckAnswer {
    /**
     * The check was read.
     *
     * @param results all of them; none if nothing was reported, which counts as missing
     * @param again before when asking again is pointless; null if unknown
     */
    record Reported(List<CheckResult> results, @Nullable Instant again) implements CheckAnswer {
        public Reported {
            results = List.copyOf(results);
        }
    }

    /**
     * It cannot be read until somebody changes something.
     *
     * @param sentence what to change or grant, and where
     */
    record Unreadable(String sentence) implements CheckAnswer {}

    /**
     * It could not be reached; trying again can help.
     *
     * @param sentence why
     * @param again before when trying again is pointless; null if unknown
     */
    record Unreachable(String sentence, @Nullable Instant again) implements CheckAnswer {}
}

package dev.waybill.forge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check of a commit, as a code host shows it.
 *
 * @param name such as {@code ci/build}; may hold any characters
 * @param description for people; null if there is none
 * @param link the page of the check; null if there is none
 * @param reporter the program or user that reported it; null if unknown
 */
public record CheckReport(
        String name,
        State state,
        @Nullable String description,
        @Nullable String link,
        @Nullable String reporter,
        Instant at) {
    /** Whatever is not known to be good is not good. */
    public enum State {
        PENDING,
        PASSED,
        FAILED
    }
}

package dev.waybill.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One result about a commit.
 *
 * @param name such as {@code ci/build}; may hold any characters
 * @param description for people, in the reporter's words; null if there is none
 * @param link the page with more; null if there is none
 * @param reporter who reported it; null if unknown
 * @param at when it was reported
 */
public record CheckResult(
        String name,
        State state,
        @Nullable String description,
        @Nullable String link,
        @Nullable String reporter,
        Instant at) {
    /** From good to bad. Whatever is not known to be good is not good. */
    public enum State {
        PASSED,
        /** Under way. */
        PENDING,
        /** Required, and not reported. */
        MISSING,
        FAILED
    }
}

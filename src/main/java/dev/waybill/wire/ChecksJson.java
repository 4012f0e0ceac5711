package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a commit.
 *
 * @param deploy the name of the pending deploy that was looked at; null for none
 * @param sha null if the repository does not respond
 */
public record ChecksJson(
        String app,
        String environment,
        @Nullable String deploy,
        String ref,
        @Nullable String sha,
        List<CheckJson> checks) {
    /**
     * One check.
     *
     * @param type its kind, such as {@code http}
     * @param always whether nothing skips it
     * @param state unasked, passed, pending, missing, failed or unreadable
     * @param since when it came into this state
     * @param dateAsked when it was last asked; null if never
     * @param message why it could not be read when it was last asked; null if it could
     * @param total how many results it has, of which so many have passed
     * @param results the worst first; not all of them if there are very many
     */
    public record CheckJson(
            String name,
            String type,
            boolean always,
            String state,
            String since,
            @Nullable String dateAsked,
            @Nullable String message,
            int passed,
            int total,
            List<CheckResultJson> results) {}

    /** One result of a check. */
    public record CheckResultJson(
            String name,
            String state,
            @Nullable String description,
            @Nullable String link,
            @Nullable String reporter,
            String date) {}
}

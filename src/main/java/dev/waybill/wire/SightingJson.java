package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * What is live in an environment, by the word of the system to which it is deployed.
 *
 * @param release its name there; null if nothing is live, or that system never told
 * @param sha null if it is unknown there
 * @param since when it went live; null if unknown
 * @param by who put it there; null if unknown
 * @param link a page about it; null for none
 * @param dateSeen when that system last told; null if it never has
 * @param dateNext when it is asked next
 * @param message why it did not tell the last time; null if it did
 * @param drift null if it is what is recorded as live, or that is unknown
 */
public record SightingJson(
        @Nullable String release,
        @Nullable String sha,
        @Nullable String since,
        @Nullable String by,
        @Nullable String link,
        @Nullable String dateSeen,
        String dateNext,
        @Nullable String message,
        @Nullable DriftJson drift) {
    /**
     * Another commit than the recorded one.
     *
     * @param deploy the name of the deploy that is recorded as live
     * @param since when it was first seen
     * @param acknowledgedBy null if nobody has said that they know
     */
    public record DriftJson(
            String deploy,
            String since,
            @Nullable String acknowledgedBy,
            @Nullable String dateAcknowledged) {}
}

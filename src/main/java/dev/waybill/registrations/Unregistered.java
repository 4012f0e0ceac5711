package dev.waybill.registrations;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deploy that waits until its code host has registered it.
 *
 * @param via the kind of code host
 * @param known what was tried; null if nothing was
 * @param since when it was requested; null if it is not recorded
 * @param isPlanned whether an attempt is planned or under way
 * @param nextAt when the next attempt is due; null if none is planned, or one is under way
 * @param checkedAt when a check of its commit last changed; null if it has none
 */
public record Unregistered(
        String via,
        @Nullable Registration known,
        @Nullable Instant since,
        boolean isPlanned,
        @Nullable Instant nextAt,
        @Nullable Instant checkedAt) {
    /** An attempt that was refused for good is repeated after this time, since somebody may have corrected what was wrong. */
    private static final Duration UNTIL_CORRECTED = Duration.ofMinutes(15);

    /** How long the event of a request takes at most to become a delivery. */
    private static final Duration UNTIL_PLANNED = Duration.ofSeconds(30);

    /** One that was not requested yet. */
    static Unregistered unrecorded(String via) {
        return new Unregistered(via, null, null, false, null, null);
    }

    /** The setting that makes it wait. */
    public String setting() {
        return via + ".required";
    }

    /** For messages. */
    public String host() {
        return known == null ? "its code host" : known.host();
    }

    public @Nullable String complaint() {
        return known == null ? null : known.complaint();
    }

    /** Whether an attempt could succeed now, and none is due: its checks have changed, or all attempts have ended. */
    public boolean needsAttempt(Instant now) {
        var tried = known == null ? null : known.changed();
        if (!isPlanned) {
            var due = tried != null
                    ? tried.plus(UNTIL_CORRECTED)
                    : since != null ? since.plus(UNTIL_PLANNED) : Instant.MAX;
            return !due.isAfter(now);
        }
        var isOutdated = tried == null || checkedAt != null && !checkedAt.isBefore(tried);
        return isOutdated && nextAt != null && nextAt.isAfter(now);
    }
}

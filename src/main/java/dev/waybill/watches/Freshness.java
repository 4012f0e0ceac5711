package dev.waybill.watches;

import dev.waybill.vcs.Sha;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How well a ref of an app is known.
 *
 * @param sha what it named when it was last seen; null if it was not seen, or is a commit itself
 * @param since when it was first seen there; null if it was not seen
 * @param seenAt when the repository last answered; null if it never has
 * @param nextAt when it will be asked next; null if it is not known yet
 * @param trouble why it did not answer the last time, or what is wrong with the ref, as a sentence; null for nothing
 * @param isSeen whether it answered the last time
 * @param at when this was read
 */
public record Freshness(
        @Nullable Sha sha,
        @Nullable Instant since,
        @Nullable Instant seenAt,
        @Nullable Instant nextAt,
        @Nullable String trouble,
        boolean isSeen,
        Instant at) {
    static Freshness unknown(Instant at) {
        return new Freshness(null, null, null, null, null, false, at);
    }

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** Such as {@code seen 12 s ago, next look in 18 s}, or {@code not seen since 14:02:11 UTC (3 min): ...}. */
    public String summary() {
        if (nextAt == null) {
            return "not looked at yet";
        }
        var due = Duration.between(at, nextAt);
        var next = due.toSeconds() < 1 ? "next look now" : "next look in " + words(due);
        if (isSeen && seenAt != null) {
            var seen = "seen %s ago, %s".formatted(words(Duration.between(seenAt, at)), next);
            return trouble == null ? seen : "%s; %s".formatted(trouble, seen);
        }
        if (trouble == null) {
            return "not looked at yet, " + next;
        }
        return seenAt == null
                ? "never seen, %s: %s".formatted(next, trouble)
                : "not seen since %s, %s: %s".formatted(sinceWhen(seenAt, at), next, trouble);
    }

    private static String sinceWhen(Instant time, Instant now) {
        var age = Duration.between(time, now);
        return "%s (%s)".formatted((age.toHours() < 12 ? TIME : DATE).format(time), words(age));
    }

    private static String words(Duration duration) {
        if (duration.toMinutes() < 2) {
            return Math.max(0, duration.toSeconds()) + " s";
        }
        if (duration.toHours() < 2) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 2 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}

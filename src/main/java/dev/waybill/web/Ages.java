package dev.waybill.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Formats times and durations for people. */
final class Ages {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Ages() {}

    /** To the minute, for times in the future. */
    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** Such as {@code 5 min ago}. */
    static String ago(Instant time, Instant now) {
        var age = Duration.between(time, now);
        return age.toSeconds() < 5
                ? "just now"
                : inWords(age.truncatedTo(ChronoUnit.SECONDS)).replace(".0 s", " s") + " ago";
    }

    /** Such as {@code 3.2 s} or {@code 4 min 10 s}; never negative, even if a clock was set. */
    static String inWords(Duration duration) {
        if (duration.isNegative()) {
            return inWords(Duration.ZERO);
        }
        if (duration.toDays() > 1) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() > 0) {
            return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
        }
        if (duration.toMinutes() > 0) {
            return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}

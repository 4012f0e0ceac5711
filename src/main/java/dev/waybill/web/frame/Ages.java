package dev.waybill.web.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats times and durations for people. */
public final class Ages {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Ages() {}

    /** To the minute, for times in the future. */
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** Such as {@code 5 min}, for tables; seconds are left to a script, so that a page does not change with each of them. */
    public static String age(Instant time, Instant now) {
        var age = Duration.between(time, now);
        if (age.toMinutes() < 1) {
            return "now";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
    }

    /** Such as {@code 5 min ago}. */
    public static String ago(Instant time, Instant now) {
        var age = age(time, now);
        return age.equals("now") ? "just now" : age + " ago";
    }

    /** Such as {@code 3.2 s} or {@code 4 min 10 s}; never negative, even if a clock was set. */
    public static String inWords(Duration duration) {
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

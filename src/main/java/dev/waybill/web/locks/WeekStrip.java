package dev.waybill.web.locks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scale of seven days, from today; {@value #DAY} units a day.
 *
 * @param begin the first of them, in UTC
 */
public record WeekStrip(LocalDate begin, Instant now) {
    public static final int DAY = 100;
    public static final int DAYS = 7;

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);

    static WeekStrip from(Instant now) {
        return new WeekStrip(now.atZone(ZoneOffset.UTC).toLocalDate(), now);
    }

    /** Such as {@code Thu 26}. */
    public List<String> days() {
        return IntStream.range(0, DAYS)
                .mapToObj(day -> NAME.format(begin.plusDays(day)))
                .toList();
    }

    /** Where a moment is; null is after the end. */
    public int x(@Nullable Instant moment) {
        if (moment == null) {
            return DAYS * DAY;
        }
        var passed = Duration.between(begin.atStartOfDay(ZoneOffset.UTC).toInstant(), moment);
        return Math.clamp(passed.toMinutes() * DAY / Duration.ofDays(1).toMinutes(), 0, DAYS * DAY);
    }

    /** How long something lasts; never too short to be seen. */
    public int width(Instant from, @Nullable Instant to) {
        return Math.max(4, x(to) - x(from));
    }
}

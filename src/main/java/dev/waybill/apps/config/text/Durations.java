package dev.waybill.apps.config.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 2h}, {@code 1h30m}, {@code 7d}, or a number of seconds. */
public final class Durations {
    public static final String RULE = "must be a duration such as 30m, 2h, 1h30m or 7d, or a number of seconds";

    /** 31 years; more would overflow elsewhere. */
    public static final double LARGEST_SECONDS = 1e9;

    private static final String NUMBER = "(\\d{1,9})";
    private static final Pattern LENGTH =
            Pattern.compile("(?:%1$sd)?(?:%1$sh)?(?:%1$sm)?(?:%1$ss?)?".formatted(NUMBER));

    private Durations() {}

    /** Empty if it is not a duration above zero and up to {@link #LARGEST_SECONDS}. */
    public static Optional<Duration> parse(String text) {
        var matcher = LENGTH.matcher(text);
        var isUnitMissing = text.matches(".*[a-z][0-9]+"); // 1h30 is ambiguous
        if (!matcher.matches() || isUnitMissing) {
            return Optional.empty();
        }
        var length = Duration.ofDays(number(matcher.group(1)))
                .plusHours(number(matcher.group(2)))
                .plusMinutes(number(matcher.group(3)))
                .plusSeconds(number(matcher.group(4)));
        return Optional.of(length).filter(it -> it.isPositive() && it.toSeconds() <= LARGEST_SECONDS);
    }

    /** The value of a setting that is a duration; empty if it is not given. */
    public static Optional<Duration> of(@Nullable Object setting) {
        return switch (setting) {
            case Number seconds -> Optional.of(Duration.ofMillis((long) (seconds.doubleValue() * 1000)));
            case String text -> parse(text);
            case null, default -> Optional.empty();
        };
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Such as {@code 1h30m}; to the second. */
    public static String text(Duration length) {
        var text = String.join(
                "",
                Stream.of(
                                part(length.toDaysPart(), "d"),
                                part(length.toHoursPart(), "h"),
                                part(length.toMinutesPart(), "m"),
                                part(length.toSecondsPart(), "s"))
                        .toList());
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}

package dev.waybill.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Formats times and durations for people. Times are local and name their zone. */
public final class Moments {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ENGLISH);

    private Moments() {}

    /** A time of the API in the local time zone, such as {@code 2026-03-01 15:05:00 CET}. */
    public static String local(JsonNode time) {
        return find(time)
                .map(instant -> LOCAL.format(instant.atZone(ZoneId.systemDefault())))
                .orElse(Clean.cell(time));
    }

    /** A time of the API; empty if there is none. */
    public static Optional<Instant> find(JsonNode time) {
        try {
            return time.isString() ? Optional.of(Instant.parse(time.asString())) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A number of seconds of the API, such as {@code 3m05s}; a dash if there is none. */
    public static String seconds(JsonNode seconds) {
        return seconds.isNumber() ? seconds(Duration.ofMillis((long) (seconds.asDouble() * 1000))) : "-";
    }

    public static String seconds(Duration duration) {
        if (duration.toSeconds() < 10 && duration.toMillisPart() > 0) {
            return "%d.%ds".formatted(duration.toSeconds(), duration.toMillisPart() / 100);
        }
        if (duration.toMinutes() == 0) {
            return "%ds".formatted(duration.toSeconds());
        }
        return duration.toHours() == 0
                ? "%dm%02ds".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%dh%02dm".formatted(duration.toHours(), duration.toMinutesPart());
    }
}

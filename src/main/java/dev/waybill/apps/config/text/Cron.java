package dev.waybill.apps.config.text;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A schedule in the five fields of cron, in a time zone. A time that is skipped when clocks go forward counts at the end of the gap;
 * a time that comes twice when clocks go back counts the first time, but for those that come every hour or more often. Immutable.
 */
public final class Cron {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ExecutionTime times;
    private final ZoneId zone;

    private Cron(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /** Both have no objections. */
    public static Cron parse(String expression, String zone) {
        return new Cron(times(expression), ZoneId.of(zone));
    }

    private static ExecutionTime times(String expression) {
        return ExecutionTime.forCron(PARSER.parse(expression));
    }

    /** Why an expression cannot be used, as a sentence without a subject; empty if it can. */
    public static Optional<String> objection(String expression) {
        try {
            var start = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
            return times(expression).nextExecution(start).isPresent()
                    ? Optional.empty()
                    : Optional.of("\"%s\" never comes: no month has that day".formatted(expression));
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "\"%s\" is not a cron expression (%s); write minute, hour, day, month and weekday, such as \"0 9 * * MON-FRI\""
                            .formatted(expression, e.getMessage()));
        }
    }

    /** The same for a time zone. */
    public static Optional<String> objectionToZone(String zone) {
        return ZoneId.getAvailableZoneIds().contains(zone)
                ? Optional.empty()
                : Optional.of("\"%s\" is not an IANA time zone; write it like Europe/Berlin or UTC".formatted(zone));
    }

    /** The last time up to an instant; empty if it had not come yet. */
    public Optional<Instant> lastUpTo(Instant end) {
        var usual = times.lastExecution(
                        end.truncatedTo(ChronoUnit.MINUTES).plusSeconds(59).atZone(zone))
                .map(ZonedDateTime::toInstant);
        var gap = Optional.ofNullable(zone.getRules().previousTransition(end.plusMillis(1)))
                .filter(this::skips)
                .map(ZoneOffsetTransition::getInstant);
        return Stream.concat(usual.stream(), gap.stream())
                .filter(it -> !it.isAfter(end))
                .max(Instant::compareTo);
    }

    /** The first time after an instant; empty if it never comes again. */
    public Optional<Instant> nextAfter(Instant start) {
        var usual = times.nextExecution(start.atZone(zone)).map(ZonedDateTime::toInstant);
        var gap = Optional.ofNullable(zone.getRules().nextTransition(start))
                .filter(this::skips)
                .map(ZoneOffsetTransition::getInstant);
        return Stream.concat(usual.stream(), gap.stream()).min(Instant::compareTo);
    }

    /** Whether one of its times is in the gap of a transition. */
    private boolean skips(ZoneOffsetTransition transition) {
        if (!transition.isGap()) {
            return false;
        }
        var before = transition.getDateTimeBefore().atZone(ZoneOffset.UTC);
        var end = transition.getDateTimeAfter().atZone(ZoneOffset.UTC);
        return times.nextExecution(before.minusSeconds(1)).filter(end::isAfter).isPresent();
    }
}

package dev.waybill.apps.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules keep to the clocks of their zones, on the days on which these change, too. */
class CronTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a time that does not exist on the day on which clocks go forward counts at the end of the gap
            30 2 * * *   | Europe/Berlin       | 2027-03-27T12:00 | 2027-03-28T01:00:00Z 2027-03-29T00:30:00Z
            30 2 * * *   | America/New_York    | 2027-03-13T12:00 | 2027-03-14T07:00:00Z 2027-03-15T06:30:00Z
            15 2 * * *   | Australia/Lord_Howe | 2026-10-03T12:00 | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z
            # a time that comes twice counts once
            30 2 * * *   | Europe/Berlin       | 2026-10-24T12:00 | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
            30 1 * * *   | America/New_York    | 2026-10-31T12:00 | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z
            45 1 * * *   | Australia/Lord_Howe | 2027-04-03T12:00 | 2027-04-03T14:45:00Z 2027-04-04T15:15:00Z
            # every hour is every hour
            0 * * * *    | Europe/Berlin       | 2026-10-25T01:30 | 2026-10-25T00:00:00Z 2026-10-25T01:00:00Z 2026-10-25T02:00:00Z
            0 * * * *    | Europe/Berlin       | 2027-03-28T00:30 | 2027-03-28T00:00:00Z 2027-03-28T01:00:00Z 2027-03-28T02:00:00Z
            0 9 * * MON-FRI | Europe/Berlin    | 2026-11-27T10:00 | 2026-11-30T08:00:00Z 2026-12-01T08:00:00Z
            0 0 29 2 *   | UTC                 | 2026-01-01T00:00 | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z
            """)
    void times_areThoseOfTheZone(String expression, String zone, LocalDateTime start, String expected) {
        var cron = Cron.parse(expression, zone);
        var times = new ArrayList<String>();
        var at = start.atZone(ZoneId.of(zone)).toInstant();
        for (var i = expected.split(" ").length; i > 0; i--) {
            at = cron.nextAfter(at).orElseThrow();
            times.add(at.toString());
            assertThat(cron.lastUpTo(at)).as("up to the time itself").contains(at);
            assertThat(cron.lastUpTo(at.plusMillis(59_999))).contains(at);
            assertThat(cron.lastUpTo(at.minusMillis(1))).as("just before").isNotEqualTo(Optional.of(at));
        }
        assertThat(String.join(" ", times)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 30 2 *",
                "0 0 31 4,6,9,11 *",
                "61 * * * *",
                "* * * *",
                "0 9 * * * *",
                "@daily",
                "*/0 * * * *",
                "x"
            })
    void expressionThatNeverComes_isRefused(String expression) {
        assertThat(Cron.objection(expression)).isPresent();
    }

    @Test
    void zone_mustBeAName() {
        assertThat(Cron.objectionToZone("Europe/Berlin")).isEmpty();
        assertThat(Cron.objectionToZone("UTC")).isEmpty();
        assertThat(Cron.objectionToZone("Mars/Olympus")).isPresent();
        assertThat(Cron.objectionToZone("+99:00")).isPresent();
    }

    @Test
    void lastTime_isFound_howeverLongAgo() {
        var cron = Cron.parse("0 0 1 1 *", "UTC");

        assertThat(cron.lastUpTo(Instant.parse("2026-11-27T00:00:00Z")))
                .contains(Instant.parse("2026-01-01T00:00:00Z"));
    }
}

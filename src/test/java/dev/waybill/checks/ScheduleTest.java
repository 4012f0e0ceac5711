package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant THEN = Instant.parse("2026-11-23T14:02:00Z");

    private static Findings found(CheckState state) {
        return new Findings(state, List.of(), 0, 1, null);
    }

    private static final Findings UNREACHABLE = new Findings(null, List.of(), 0, 0, "no answer");

    private static CheckRow fresh() {
        return new CheckRow(Standing.unasked(THEN), THEN, Duration.ZERO, "a", THEN, null);
    }

    /** The pauses in seconds after so many equal answers, each at the time that was set for it. */
    private static List<Long> pauses(Findings findings, int waiting, int times) {
        var pauses = new ArrayList<Long>();
        var row = fresh();
        for (var i = 0; i < times; i++) {
            var now = row.nextAt();
            row = Schedule.after(row, findings, Optional.empty(), waiting, now, THEN);
            pauses.add(Duration.between(now, row.nextAt()).toSeconds());
        }
        return pauses;
    }

    @Test
    void pause_doublesUpToHalfAMinute_whenManyWait() {
        assertThat(pauses(found(CheckState.PENDING), 31, 6)).containsExactly(5L, 10L, 20L, 30L, 30L, 30L);
    }

    @Test
    void pause_doublesUpToHalfAMinute_whenNothingIsUnderWay() {
        assertThat(pauses(found(CheckState.FAILED), 1, 5)).containsExactly(5L, 10L, 20L, 30L, 30L);
        assertThat(pauses(UNREACHABLE, 1, 5)).containsExactly(5L, 10L, 20L, 30L, 30L);
    }

    @Test
    void pause_staysShort_forTenMinutes_whenFewAreUnderWay() {
        var pauses = pauses(found(CheckState.PENDING), 30, 130);

        assertThat(pauses.subList(0, 120)).containsOnly(5L);
        assertThat(pauses.getLast()).isEqualTo(30);
    }

    @Test
    void pause_isAsLongAsTheHostSays_butAnHourAtMost() {
        var minute = Schedule.after(fresh(), UNREACHABLE, Optional.of(THEN.plusSeconds(60)), 1, THEN, THEN);
        var week = Schedule.after(fresh(), UNREACHABLE, Optional.of(THEN.plusSeconds(604_800)), 1, THEN, THEN);
        var past = Schedule.after(fresh(), UNREACHABLE, Optional.of(THEN.minusSeconds(60)), 1, THEN, THEN);

        assertThat(minute.nextAt()).isBetween(THEN.plusSeconds(60), THEN.plusSeconds(61));
        assertThat(week.nextAt()).isBetween(THEN.plusSeconds(3_600), THEN.plusSeconds(3_601));
        assertThat(past.nextAt()).isEqualTo(THEN.plusSeconds(5));
        assertThat(past.notBefore()).isNull();
    }

    @Test
    void outage_takesNothingBack() {
        var green = Schedule.after(fresh(), found(CheckState.PASSED), Optional.empty(), 1, THEN, THEN);

        var out = Schedule.after(green, UNREACHABLE, Optional.empty(), 1, THEN.plusSeconds(5), THEN);

        assertThat(out.standing().state()).isEqualTo(CheckState.PASSED);
        assertThat(out.standing().trouble()).isEqualTo("no answer");
        assertThat(out.standing().since()).isEqualTo(green.standing().since());
    }

    @Test
    void greenCheck_thatVanishes_isNotGreenAnyMore() {
        var green = Schedule.after(fresh(), found(CheckState.PASSED), Optional.empty(), 1, THEN, THEN);

        var gone = Schedule.after(green, found(CheckState.MISSING), Optional.empty(), 1, THEN.plusSeconds(5), THEN);

        assertThat(gone.standing().state()).isEqualTo(CheckState.MISSING);
        assertThat(gone.standing().since()).isEqualTo(THEN.plusSeconds(5));
    }
}

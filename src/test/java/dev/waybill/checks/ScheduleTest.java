package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    void checksThatAreNotUrgent_areDueTogether() {
        var first = new ArrayList<Instant>();
        for (var millis = 0; millis < 5_000; millis += 499) {
            var asked = asked(THEN, 20, THEN, null);
            var now = THEN.plusSeconds(21).plusMillis(millis);
            first.add(Schedule.after(asked, found(CheckState.PENDING), Optional.empty(), 31, now, THEN)
                    .nextAt());
        }

        assertThat(first).containsOnly(THEN.plusSeconds(50), THEN.plusSeconds(55));
    }

    @Test
    void pause_staysShort_forTenMinutes_whenFewAreUnderWay() {
        var pauses = pauses(found(CheckState.PENDING), 30, 130);

        assertThat(pauses.subList(0, 120)).containsOnly(5L);
        assertThat(pauses.getLast()).isEqualTo(30);
    }

    /** A row whose next look is so many seconds away. */
    private static CheckRow asked(Instant at, int wait, Instant busyUntil, @Nullable Instant notBefore) {
        var standing = new Standing(CheckState.PENDING, THEN, null, 0, 1, null, at);
        return new CheckRow(standing, at.plusSeconds(wait), Duration.ofSeconds(wait), "a", busyUntil, notBefore);
    }

    @Test
    void hurriedCheck_isDueAtOnce_unlessItWasAskedLately() {
        var now = THEN.plusSeconds(10);

        assertThat(Schedule.hurried(asked(THEN, 30, THEN, null), now)).contains(now);
        assertThat(Schedule.hurried(asked(now.minusSeconds(2), 30, THEN, null), now))
                .contains(now.plusSeconds(3));
        assertThat(Schedule.hurried(asked(now.minusSeconds(2), 5, THEN, null), now))
                .isEmpty();
        assertThat(Schedule.hurried(fresh(), now)).isEmpty();
    }

    @Test
    void hurriedCheck_waitsAsLongAsTheHostSays() {
        var later = THEN.plusSeconds(60);

        assertThat(Schedule.hurried(asked(THEN, 60, THEN, later), THEN.plusSeconds(10)))
                .isEmpty();
    }

    /** What it is about to answer may have been read before it changed. */
    @Test
    void hurriedCheck_isAskedAgain_ifItIsBeingAsked() {
        var now = THEN.plusSeconds(40);

        assertThat(Schedule.hurried(asked(THEN, 30, now.plusSeconds(90), null), now))
                .contains(now);
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

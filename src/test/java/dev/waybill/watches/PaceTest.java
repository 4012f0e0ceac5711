package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    /** Neither less nor more. */
    private static final int MIDDLE = 10;

    private static Duration pause(Pace pace, Duration quiet) {
        return pace.pause(NOW.minus(quiet), NOW, MIDDLE);
    }

    @Test
    void pace_isQuickAfterAChange_andSlowsDown() {
        assertThat(pause(Pace.PROMPT, Duration.ZERO)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pause(Pace.PROMPT, Duration.ofMinutes(30))).isEqualTo(Duration.ofSeconds(10));
        assertThat(pause(Pace.PROMPT, Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(20));
        assertThat(pause(Pace.PROMPT, Duration.ofDays(9_000))).isEqualTo(Duration.ofMinutes(2));
        assertThat(pause(Pace.LEISURELY, Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pause(Pace.LEISURELY, Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void quietRepositories_areLookedAtEveryTwentySeconds_whileTheyAreFew() {
        assertThat(quiet(Pace.PROMPT, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(20));
        assertThat(quiet(Pace.PROMPT, Duration.ofSeconds(50))).isEqualTo(Duration.ofSeconds(50));
        assertThat(quiet(Pace.PROMPT, Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(2));
        assertThat(quiet(Pace.LEISURELY, Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(10));
    }

    private static Duration quiet(Pace pace, Duration round) {
        return pace.pause(NOW.minus(Duration.ofDays(1)), NOW, MIDDLE, round);
    }

    @Test
    void pace_isQuick_whenTheClockWasSetBack() {
        assertThat(pause(Pace.PROMPT, Duration.ofDays(-1))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void retries_backOff_toTenMinutes() {
        var retries = IntStream.rangeClosed(1, 9)
                .mapToObj(failures -> Pace.PROMPT.retry(failures, MIDDLE).toSeconds());

        assertThat(retries).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L, 600L);
        assertThat(Pace.LEISURELY.retry(1, MIDDLE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Pace.PROMPT.retry(Integer.MAX_VALUE, MIDDLE)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void lots_spreadLooks_byTenPerCent() {
        var pauses = IntStream.range(-100, 100)
                .mapToObj(lot -> Pace.PROMPT.pause(NOW, NOW, lot).toMillis())
                .distinct();

        assertThat(pauses).hasSize(21).allMatch(millis -> millis >= 9_000 && millis <= 11_000);
    }
}

package dev.waybill.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StripTest {
    private static final Instant NOW = Instant.parse("2026-11-27T14:32:00Z");

    @Test
    void bar_isOnTheScale() {
        var strip = new Strip(NOW, NOW.plusSeconds(300), NOW.plusSeconds(420), false, NOW.plusSeconds(300), "");

        assertThat(strip.from()).isEqualTo(Strip.NOW + 60);
        assertThat(strip.width()).isEqualTo(24);
        assertThat(strip.labelAt()).isEqualTo(Strip.NOW + 60 + 24 + 8);
    }

    @Test
    void bar_isReplacedByItsLabel_ifItIsTooFarAway() {
        var later = NOW.plus(Duration.ofDays(3));
        var strip = new Strip(NOW, later, null, false, later, "");

        assertThat(strip.hasBar()).isFalse();
        assertThat(strip.isLate()).isTrue();
    }

    @Test
    void bar_endsNow_ifItTakesLongerThanUsual() {
        var strip = new Strip(NOW, NOW.minusSeconds(120), NOW.minusSeconds(10), true, null, "no estimate left");

        assertThat(strip.isOver()).isTrue();
        assertThat(strip.from() + strip.width()).isEqualTo(Strip.NOW);
    }

    @Test
    void bar_beginsAtTheEdge_ifItStartedLongAgo() {
        var strip = new Strip(NOW, NOW.minus(Duration.ofDays(1)), null, true, null, "no usual time yet");

        assertThat(strip.from()).isZero();
        assertThat(strip.width()).isEqualTo(Strip.NOW);
    }
}

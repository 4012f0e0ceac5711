package dev.waybill.notifiers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Bot BOT = new Bot("https://slack.com/api", "xoxb-1", "C1", false);
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private final Pace pace = new Pace();

    @Test
    void oneMessageASecond_andTheOthersOneAfterAnother() {
        assertThat(pace.take(BOT, NOW)).isEmpty();
        assertThat(pace.take(BOT, NOW)).contains(NOW.plusSeconds(1));
        assertThat(pace.take(BOT, NOW)).contains(NOW.plusSeconds(2));
        assertThat(pace.take(BOT, NOW.plusSeconds(1))).isEmpty();
        assertThat(pace.take(BOT, NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    void otherChannel_doesNotWait() {
        pace.take(BOT, NOW);

        assertThat(pace.take(new Bot(BOT.root(), BOT.token(), "C2", false), NOW))
                .isEmpty();
    }

    @Test
    void clockThatIsSetBack_holdsUpNothing() {
        pace.take(BOT, NOW);

        assertThat(pace.take(BOT, NOW.minus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void hold_lastsAMinuteAtMost() {
        pace.hold(BOT, NOW.plus(Duration.ofDays(1)), NOW);

        assertThat(pace.take(BOT, NOW.plusSeconds(59))).contains(NOW.plusSeconds(60));
        assertThat(pace.take(BOT, NOW.plusSeconds(60))).isEmpty();
    }
}

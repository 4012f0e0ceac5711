package dev.waybill.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.config.AutoConfig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as one pause. */
class LaneAutomationTest {
    private static final Instant SET = Instant.parse("2026-01-01T00:00:00Z");
    private static final Setback FAILURE = new Setback(12, false, "failed", SET.plusSeconds(60));

    @Test
    void pause_isThatOfPeople_whateverFailsMeanwhile() {
        assertThat(pause(Mode.PAUSED, FAILURE)).contains(new Pause(SET, SET.toEpochMilli(), "the fair", "ann"));
    }

    @Test
    void pause_isThatOfTheServer_afterAFailure() {
        assertThat(pause(Mode.ON, FAILURE))
                .contains(new Pause(FAILURE.at(), SET.toEpochMilli(), "shop/production#12 failed", null));
    }

    @Test
    void nothingIsPaused_thatIsOnOrOff() {
        assertThat(pause(Mode.ON, null)).isEmpty();
        assertThat(pause(Mode.OFF, FAILURE)).isEmpty();
    }

    private static Optional<Pause> pause(Mode mode, @Nullable Setback setback) {
        var state = new Automation(mode, "ann", "the fair", SET, new Resumption(0, new TreeSet<>()), 0, SET);
        return new LaneAutomation(config(), state, Optional.ofNullable(setback), Optional.empty())
                .pause("shop/production");
    }

    private static AutoConfig config() {
        var limits = new AutoConfig.Limits(List.of(), null, null, null, false);
        return new AutoConfig(AutoConfig.On.PUSH, null, null, null, null, null, null, limits);
    }
}

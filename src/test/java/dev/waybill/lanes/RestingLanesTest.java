package dev.waybill.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestingLanesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    private static final Duration UPTIME = Duration.ofHours(3);
    private static final Lane SHOP = new Lane(new AppId(1), "production");
    private static final LaneStore.Idle FOUND = new LaneStore.Idle(SHOP, 7, 5, 2, 41, 3);
    private static final LaneStore.Idle OTHER =
            new LaneStore.Idle(new Lane(new AppId(2), "production"), 7, 0, 1, 42, 1);

    private final RestingLanes lanes = new RestingLanes();

    private boolean isAwake(LaneStore.Idle present, Duration later) {
        return !lanes.awake(List.of(present), NOW.plus(later), UPTIME.plus(later))
                .isEmpty();
    }

    @Test
    void lane_isNotJudgedAgain_whileNothingHasChanged() {
        lanes.judged(FOUND, Optional.of(Instant.MAX), UPTIME);

        assertThat(lanes.awake(List.of(OTHER, FOUND), NOW, UPTIME)).containsExactly(OTHER);
        assertThat(isAwake(FOUND, Duration.ofSeconds(119))).isFalse();
    }

    @Test
    void lane_isJudgedAgain_afterAnyChange() {
        lanes.judged(FOUND, Optional.of(Instant.MAX), UPTIME);

        assertThat(List.of(
                        new LaneStore.Idle(SHOP, 8, 5, 2, 41, 3),
                        new LaneStore.Idle(SHOP, 7, 6, 2, 41, 3),
                        new LaneStore.Idle(SHOP, 7, 5, 1, 41, 3),
                        new LaneStore.Idle(SHOP, 7, 5, 2, 43, 3),
                        new LaneStore.Idle(SHOP, 7, 5, 2, 41, 4)))
                .allMatch(changed -> isAwake(changed, Duration.ZERO));
    }

    @Test
    void lane_isJudgedAgain_whenADeployGivesUp_andAfterAWhileAnyway() {
        lanes.judged(FOUND, Optional.of(NOW.plusSeconds(3)), UPTIME);

        assertThat(isAwake(FOUND, Duration.ofMillis(2_999))).isFalse();
        assertThat(isAwake(FOUND, Duration.ofSeconds(3))).isTrue();
        lanes.judged(FOUND, Optional.of(Instant.MAX), UPTIME);
        assertThat(isAwake(FOUND, Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void laneThatMustBeJudged_orWasNotIdleMeanwhile_doesNotRest() {
        lanes.judged(FOUND, Optional.of(Instant.MAX), UPTIME);
        lanes.judged(FOUND, Optional.empty(), UPTIME);
        assertThat(isAwake(FOUND, Duration.ZERO)).isTrue();

        lanes.judged(FOUND, Optional.of(Instant.MAX), UPTIME);
        lanes.awake(List.of(OTHER), NOW, UPTIME);
        assertThat(isAwake(FOUND, Duration.ZERO)).isTrue();
    }
}

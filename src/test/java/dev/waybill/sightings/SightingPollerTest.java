package dev.waybill.sightings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.Lane;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SightingPollerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void environmentsThatHaveWaitedForLongest_areLookedAtFirst_whateverTheirNames() {
        var early = new Lane(new AppId(1), "production");
        var late = new Lane(new AppId(2), "production");
        var unknown = new Lane(new AppId(3), "production");
        var due = Map.of(early, NOW, late, NOW.minusSeconds(60));

        assertThat(SightingPoller.longestDueFirst(new LinkedHashSet<>(List.of(early, late, unknown)), due))
                .containsExactly(unknown, late, early);
    }
}

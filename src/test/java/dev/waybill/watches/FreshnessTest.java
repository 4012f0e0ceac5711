package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:05:11Z");

    private static String summary(
            @Nullable Instant seen, @Nullable Instant next, @Nullable String trouble, boolean isSeen) {
        return new Freshness(null, null, seen, next, trouble, isSeen, NOW).summary();
    }

    @Test
    void summary_saysHowFreshARefIs() {
        var seen = NOW.minusSeconds(12);
        assertThat(summary(seen, NOW.plusSeconds(18), null, true)).isEqualTo("seen 12 s ago, next look in 18 s");
        assertThat(summary(seen, NOW, null, true)).isEqualTo("seen 12 s ago, next look now");
        assertThat(summary(NOW.plusSeconds(9), NOW.plusSeconds(540), null, true))
                .as("a clock was set back")
                .isEqualTo("seen 0 s ago, next look in 9 min");
        assertThat(summary(seen, NOW.plusSeconds(18), "the repository has no branch", true))
                .isEqualTo("the repository has no branch; seen 12 s ago, next look in 18 s");
    }

    @Test
    void summary_saysSinceWhenARefIsNotSeen_andWhy() {
        var why = "fatal: repository not found";
        assertThat(summary(NOW.minusSeconds(180), NOW.plusSeconds(18), why, false))
                .isEqualTo("not seen since 14:02:11 UTC (3 min), next look in 18 s: fatal: repository not found");
        assertThat(summary(NOW.minusSeconds(86_400 * 3), NOW.plusSeconds(18), why, false))
                .startsWith("not seen since 2026-11-20 14:05:11 UTC (3 days), next look in 18 s: fatal");
        assertThat(summary(null, NOW.plusSeconds(18), why, false)).startsWith("never seen, next look in 18 s: fatal");
        assertThat(summary(null, null, null, false)).isEqualTo("not looked at yet");
        assertThat(summary(NOW, NOW, null, false)).isEqualTo("not looked at yet, next look now");
    }
}

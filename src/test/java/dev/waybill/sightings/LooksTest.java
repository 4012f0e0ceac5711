package dev.waybill.sightings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.logs.Masker;
import dev.waybill.spi.Live;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LooksTest {
    @Test
    void timeThatNoTableHolds_isLeftOut() {
        assertThat(since(Instant.MAX)).isNull();
        assertThat(since(Instant.MIN)).isNull();
        assertThat(since(Instant.parse("2026-01-01T12:00:00Z"))).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
    }

    private static @Nullable Instant since(Instant told) {
        return Looks.clean(new Live("v1", null, told, null, null), new Masker(List.of()))
                .since();
    }
}

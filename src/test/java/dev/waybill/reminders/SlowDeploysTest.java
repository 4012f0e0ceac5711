package dev.waybill.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as usual. */
class SlowDeploysTest {
    @ParameterizedTest
    @CsvSource({"10, 10", "19, 19", "20, 19", "40, 38", "99, 95", "100, 95"})
    void percentile_isMetByNearlyAll(int count, long seconds) {
        assertThat(SlowDeploys.percentile(LongStream.rangeClosed(1, count)
                        .mapToObj(Duration::ofSeconds)
                        .toList()))
                .contains(Duration.ofSeconds(seconds));
    }

    @Test
    void percentile_isUnknown_ofFew() {
        assertThat(SlowDeploys.percentile(LongStream.rangeClosed(1, 9)
                        .mapToObj(Duration::ofSeconds)
                        .toList()))
                .isEmpty();
    }
}

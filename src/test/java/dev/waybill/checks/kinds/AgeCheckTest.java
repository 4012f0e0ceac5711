package dev.waybill.checks.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgeCheckTest extends CheckContract {
    @Override
    Check check() {
        return new AgeCheck();
    }

    @Override
    Optional<CheckContext> arrange(Case found) {
        return switch (found) {
            case PASSED -> Optional.of(Asked.with(Map.of("min", "1m")));
            case PENDING -> Optional.of(Asked.with(Map.of("min", 61)));
            case UNREACHABLE -> Optional.of(new Asked("main", Map.of("min", "1m"), null));
            case MISSING, FAILED, UNREADABLE -> Optional.empty();
        };
    }

    @Test
    void ask_saysWhenItIsOldEnough_soThatNobodyAsksBefore() throws Exception {
        var answer = check().ask(Asked.with(Map.of("min", "2h")));

        assertThat(answer).isInstanceOfSatisfying(CheckAnswer.Reported.class, reported -> {
            assertThat(reported.again()).isEqualTo(Asked.NOW.minusSeconds(60).plus(Duration.ofHours(2)));
            assertThat(reported.results().getFirst().description())
                    .isEqualTo("less than 2h old until 2026-11-23 16:01 UTC");
        });
    }

    @Test
    void ask_isPending_whenTheCommitIsOfTheFuture() throws Exception {
        var answer = check().ask(new Asked("main", Map.of("min", "1s"), Asked.NOW.plusSeconds(3600)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        CheckAnswer.Reported.class,
                        reported -> assertThat(reported.again()).isAfter(Asked.NOW));
    }
}

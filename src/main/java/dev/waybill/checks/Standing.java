package dev.waybill.checks;

import dev.waybill.spi.CheckResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one check of one commit.
 *
 * @param since when it came into this state
 * @param worst the result that decides the state; null if there is none
 * @param passed how many of its results have passed
 * @param total how many results it has
 * @param trouble why it could not be read when it was last asked; null if it could
 * @param askedAt when it was last asked; null if never
 */
public record Standing(
        CheckState state,
        Instant since,
        @Nullable CheckResult worst,
        int passed,
        int total,
        @Nullable String trouble,
        @Nullable Instant askedAt) {

    /** Nobody has asked yet. */
    public static Standing unasked(Instant since) {
        return new Standing(CheckState.UNASKED, since, null, 0, 0, null, null);
    }

    public boolean hasPassed() {
        return state == CheckState.PASSED;
    }
}

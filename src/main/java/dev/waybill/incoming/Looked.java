package dev.waybill.incoming;

import dev.waybill.forge.ForgeFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of a look.
 *
 * @param changedAt when there was last something new
 * @param trouble why it has failed; null if it has not
 * @param retryAt when the next one makes sense; null if the code host did not say
 */
record Looked(
        Instant changedAt,
        @Nullable String trouble,
        @Nullable Instant retryAt) {
    static Looked failed(Instant changedAt, ForgeFailure why) {
        return new Looked(
                changedAt, String.valueOf(why.getMessage()), why.retryAt().orElse(null));
    }
}

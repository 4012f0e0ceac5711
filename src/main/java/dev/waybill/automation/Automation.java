package dev.waybill.automation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The automatic deploys of an environment, as they were set.
 *
 * @param by the name of the user who has set the mode; null if nobody has
 * @param reason why; null if none was given
 * @param since when
 * @param resumedNumber failed deploys and rollbacks up to this number pause nothing any more; {@link #AT_REST} if none does
 * @param toldNumber the last of them of which people were told that it pauses automatic deploys
 * @param firedAt the last time of the schedule that was dealt with
 */
public record Automation(
        Mode mode,
        @Nullable String by,
        @Nullable String reason,
        Instant since,
        int resumedNumber,
        int toldNumber,
        Instant firedAt) {
    /** The {@link #resumedNumber} while the configuration deploys nothing automatically. */
    static final int AT_REST = Integer.MAX_VALUE;

    /** Whether the configuration deployed nothing there automatically when it was last looked at. */
    public boolean isAtRest() {
        return resumedNumber == AT_REST;
    }
}

package dev.waybill.automation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The automatic deploys of an environment, as they were set.
 *
 * @param by the name of the user who has set the mode; null if nobody has
 * @param reason why; null if none was given
 * @param since when
 * @param resumption what pauses them no more
 * @param toldNumber the last of them of which people were told that it pauses automatic deploys
 * @param firedAt the last time of the schedule that was dealt with
 */
public record Automation(
        Mode mode,
        @Nullable String by,
        @Nullable String reason,
        Instant since,
        Resumption resumption,
        int toldNumber,
        Instant firedAt) {
    /** The number of the {@link Resumption} while the configuration deploys nothing automatically: nothing pauses them. */
    static final int AT_REST = Integer.MAX_VALUE;

    /** Whether the configuration deployed nothing there automatically when it was last looked at. */
    public boolean isAtRest() {
        return resumption.number() == AT_REST;
    }
}

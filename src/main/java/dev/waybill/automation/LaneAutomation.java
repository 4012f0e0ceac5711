package dev.waybill.automation;

import dev.waybill.apps.config.AutoConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds the automatic deploys of a lane. Immutable.
 *
 * @param config null if the app's configuration deploys nothing there automatically any more
 * @param setback the failed deploy or rollback after which nobody has resumed; empty for none
 * @param lastStart when the last automatic deploy started; empty if none has
 */
public record LaneAutomation(
        @Nullable AutoConfig config, Automation state, Optional<Setback> setback, Optional<Instant> lastStart) {
    public boolean isOff() {
        return config == null || state.mode() == Mode.OFF;
    }

    public boolean isPaused() {
        return state.mode() == Mode.PAUSED || setback.isPresent();
    }

    /** Before when the next automatic deploy must not start; empty if it may at any time. */
    public Optional<Instant> notBefore() {
        return interval().flatMap(interval -> lastStart.map(start -> start.plus(interval)));
    }

    /** The pause between two automatic deploys; empty for none. */
    public Optional<Duration> interval() {
        return config == null ? Optional.empty() : config.interval();
    }
}

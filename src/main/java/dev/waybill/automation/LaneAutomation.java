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

    /**
     * What pauses them: people, or else a deploy after which nobody has resumed. Empty if they are on or off.
     *
     * @param place the app and environment, such as {@code shop/production}
     */
    public Optional<Pause> pause(String place) {
        if (isOff()) {
            return Optional.empty();
        }
        return state.mode() == Mode.PAUSED
                ? Optional.of(new Pause(state.since(), mark(), state.reason(), state.by()))
                : setback.map(it -> new Pause(it.at(), mark(), it.sentence(place), null));
    }

    /** When people have last decided about them: as long as they have not, all that fails belongs to the same pause. */
    private long mark() {
        return state.since().toEpochMilli();
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

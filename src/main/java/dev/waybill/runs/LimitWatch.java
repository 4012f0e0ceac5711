package dev.waybill.runs;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.Optional;

/** Watches the limits of one run: in all, and since its last output. One thread. */
final class LimitWatch {
    private final Limits limits;
    private final Time time;
    private Duration lastOutput;

    /** @param lastOutput as time since boot */
    LimitWatch(Limits limits, Time time, Duration lastOutput) {
        this.limits = limits;
        this.time = time;
        this.lastOutput = lastOutput;
    }

    Duration grace() {
        return limits.grace();
    }

    /** The run has written something. */
    void heard() {
        lastOutput = time.sinceBoot();
    }

    /**
     * Which limit is over, in words.
     *
     * @param started as time since boot; empty if the run has not begun
     */
    Optional<String> expired(Optional<Duration> started) {
        var now = time.sinceBoot();
        if (started.isPresent() && now.minus(started.get()).compareTo(limits.timeout()) > 0) {
            return Optional.of("time limit of %d s reached; the command was stopped"
                    .formatted(limits.timeout().toSeconds()));
        }
        if (now.minus(lastOutput).compareTo(limits.readTimeout()) > 0) {
            return Optional.of("no output for %d s, the time limit without output; the command was stopped"
                    .formatted(limits.readTimeout().toSeconds()));
        }
        return Optional.empty();
    }
}

package dev.waybill.runs;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.Optional;

/** Checks the time limits of one run. Confined to one thread. */
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

    /** Records that there was output. */
    void heard() {
        lastOutput = time.sinceBoot();
    }

    /**
     * Describes the limit that was exceeded; empty if none was.
     *
     * @param started as time since boot; empty if the run has not started
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

package dev.waybill.deploys;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a step is.
 *
 * @param startedAt null before it starts
 * @param finishedAt null before it ends; for one that never started, when the deploy ended
 * @param succeeded whether it did; false before it ends
 */
public record StepProgress(
        String name, @Nullable Instant startedAt, @Nullable Instant finishedAt, boolean succeeded) {
    public static StepProgress planned(String name) {
        return new StepProgress(name, null, null, false);
    }

    boolean isRunning() {
        return startedAt != null && finishedAt == null;
    }

    /** How long it took; empty before it ends. */
    public Optional<Duration> lasted() {
        return startedAt == null || finishedAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(startedAt, finishedAt));
    }

    /**
     * One of {@code pending}, {@code in_progress}, {@code finished} and {@code failed}, as for deploys, and {@code skipped} if the
     * deploy ended before it started.
     */
    public String status() {
        if (finishedAt != null) {
            return startedAt == null ? "skipped" : succeeded ? "finished" : "failed";
        }
        return startedAt == null ? "pending" : "in_progress";
    }

    StepProgress started(Instant now) {
        return new StepProgress(name, now, null, false);
    }

    StepProgress ended(Instant now, boolean well) {
        return new StepProgress(name, startedAt, now, well);
    }
}

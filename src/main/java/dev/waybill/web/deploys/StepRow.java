package dev.waybill.web.deploys;

import dev.waybill.deploys.StepProgress;
import dev.waybill.web.frame.Ages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of a deploy.
 *
 * @param usual how long it usually takes; null if unknown, or if the deploy has ended
 */
public record StepRow(StepProgress step, @Nullable Duration usual) {
    static List<StepRow> all(List<StepProgress> steps, Map<String, Duration> usual) {
        return steps.stream()
                .map(step -> new StepRow(step, usual.get(step.name())))
                .toList();
    }

    /** The class of its state. */
    public String state() {
        return switch (step.status()) {
            case "finished" -> "succeeded";
            case "in_progress" -> "running";
            default -> step.status();
        };
    }

    /** The icon of its state. */
    public String icon() {
        return switch (state()) {
            case "succeeded" -> "circle-check";
            case "failed" -> "octagon-x";
            case "running" -> "loader-circle";
            default -> "circle";
        };
    }

    /** The word of its state. */
    public String word() {
        return switch (state()) {
            case "succeeded" -> "done";
            case "skipped" -> "not reached";
            default -> state();
        };
    }

    /** Since when it runs; null if it does not. */
    public @Nullable Instant since() {
        return state().equals("running") ? Objects.requireNonNull(step.startedAt()) : null;
    }

    /** How long it took, or usually takes; empty if that is unknown. */
    public String time() {
        return step.lasted()
                .map(Ages::inWords)
                .orElse(
                        state().equals("skipped")
                                ? "not reached"
                                : usual == null ? "" : "usual " + Ages.inWords(usual));
    }
}

package dev.waybill.providers.fake;

import dev.waybill.apps.config.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is played. */
record Scene(Map<String, Object> settings) {
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final List<String> STEPS = List.of("build", "upload", "restart");

    List<String> steps() {
        var steps = texts("steps");
        return steps.isEmpty() ? STEPS : steps;
    }

    private List<String> texts(String setting) {
        return switch (settings.get(setting)) {
            case List<?> texts -> texts.stream().map(String::valueOf).toList();
            case String text -> List.of(text);
            case null, default -> List.of();
        };
    }

    List<String> hosts() {
        return texts("hosts");
    }

    List<String> failsOn() {
        return texts("fails_on");
    }

    Optional<String> failsAt() {
        return settings.get("fails_at") instanceof String step ? Optional.of(step) : Optional.empty();
    }

    /** The lines of output of each step. */
    int lines() {
        return settings.get("lines") instanceof Number number ? Math.clamp(number.longValue(), 1, 100_000) : 5;
    }

    int lineCount() {
        return steps().size() * lines();
    }

    /** The whole length. */
    Duration length() {
        return Durations.of(settings.get("length")).orElse(USUAL);
    }

    /** The time before each line. */
    Duration pause() {
        return length().dividedBy(lineCount());
    }
}

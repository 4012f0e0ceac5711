package dev.waybill.insights;

import dev.waybill.deploys.Outcome;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts the deploys that start and end on this server, from their events. All outcomes are exported from the start with 0,
 * because a rate needs a value before the first one.
 */
record DeployMeters(Timer waited, Map<String, Timer> ran, Map<String, Counter> finished) implements Consumer<Event> {
    static DeployMeters in(MeterRegistry registry) {
        return new DeployMeters(
                Timer.builder("waybill.deploys.waited")
                        .description("Time that deploys waited before this server started them")
                        .serviceLevelObjectives(Buckets.DEPLOYS)
                        .register(registry),
                byOutcome(outcome -> Timer.builder("waybill.deploys.ran")
                        .description("Duration of deploys, by outcome")
                        .tag("outcome", outcome)
                        .serviceLevelObjectives(Buckets.DEPLOYS)
                        .register(registry)),
                byOutcome(outcome -> Counter.builder("waybill.deploys.finished")
                        .description(
                                "Deploys whose end this server recorded, by outcome, including those that never ran")
                        .tag("outcome", outcome)
                        .register(registry)));
    }

    private static <T> Map<String, T> byOutcome(Function<String, T> meter) {
        return Arrays.stream(Outcome.values())
                .map(Outcome::word)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), meter));
    }

    @Override
    public void accept(Event event) {
        switch (event.data()) {
            case DeployEvent.Started started -> waited.record(Duration.ofMillis(started.waitedMillis()));
            case DeployEvent.Finished end -> {
                var outcome = end.outcome();
                Objects.requireNonNull(finished.get(outcome), outcome).increment();
                if (end.ranMillis() != null) {
                    Objects.requireNonNull(ran.get(outcome), outcome).record(Duration.ofMillis(end.ranMillis()));
                }
            }
            default -> {} // nothing to measure
        }
    }
}

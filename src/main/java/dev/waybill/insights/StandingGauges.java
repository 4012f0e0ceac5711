package dev.waybill.insights;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges that show what was read last, and no number while the database does not answer. Thread-safe. */
final class StandingGauges {
    private final AtomicReference<@Nullable Standing> shown = new AtomicReference<>();
    private final MeterRegistry registry;

    private StandingGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    static StandingGauges in(MeterRegistry registry) {
        var gauges = new StandingGauges(registry);
        gauges.registerAll();
        return gauges;
    }

    void show(Optional<Standing> standing) {
        shown.set(standing.orElse(null));
    }

    private void registerAll() {
        gauge("waybill.lanes.busy", "Lanes in which a deploy runs or waits, on all servers", Standing::busyLanes);
        gauge("waybill.deploys.running", "Deploys that run, on all servers", Standing::running);
        gauge("waybill.deploys.waiting", "Deploys that wait, for all servers", Standing::waiting);
        gauge(
                "waybill.deploys.waiting.oldest.seconds",
                "For how long the deploy waits that waits longest; 0 if none does",
                Standing::oldestSeconds);
        gauge("waybill.nodes", "Servers that share the database, but for those declared gone", Standing::nodesKnown);
        gauge("waybill.nodes.silent", "Those of them that this server has not heard of lately", Standing::nodesSilent);
        gauge("waybill.node.deploys.running", "Deploys that run on this server", Standing::runningHere);
        gauge("waybill.node.deploys.limit", "Deploys that may run on this server at once", Standing::limitHere);
        gauge("waybill.node.draining", "1 while this server starts nothing", Standing::drainingHere);
        Gauge.builder("waybill.database.up", () -> shown.get() == null ? 0 : 1)
                .description("1 if the database answered this scrape")
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Standing> figure) {
        Gauge.builder(name, () -> value(figure)).description(description).register(registry);
    }

    private double value(ToDoubleFunction<Standing> figure) {
        var standing = shown.get();
        return standing == null ? Double.NaN : figure.applyAsDouble(standing);
    }
}

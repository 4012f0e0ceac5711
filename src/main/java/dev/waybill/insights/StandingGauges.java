package dev.waybill.insights;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges of the state that was read last; NaN while the database does not answer. Thread-safe. */
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
        gauge("waybill.lanes.busy", "Lanes with a running or pending deploy, on all servers", Standing::busyLanes);
        gauge("waybill.deploys.running", "Running deploys, on all servers", Standing::running);
        gauge("waybill.deploys.waiting", "Pending deploys, on all servers", Standing::waiting);
        gauge(
                "waybill.deploys.waiting.oldest.seconds",
                "Age of the oldest pending deploy; 0 if there is none",
                Standing::oldestSeconds);
        gauge(
                "waybill.deliveries.open",
                "Deliveries to other systems that were not delivered yet",
                Standing::openDeliveries);
        gauge(
                "waybill.deliveries.dead",
                "Deliveries to other systems that were given up in the last 30 days",
                Standing::deadDeliveries);
        gauge(
                "waybill.deliveries.unread.events",
                "Events of which not all deliveries were made yet",
                Standing::unreadEvents);
        gauge("waybill.nodes", "Servers that share the database, except those declared gone", Standing::nodesKnown);
        gauge(
                "waybill.nodes.silent",
                "Servers from which this server has seen no recent heartbeat",
                Standing::nodesSilent);
        gauge("waybill.node.deploys.running", "Running deploys on this server", Standing::runningHere);
        gauge("waybill.node.deploys.limit", "Maximum number of running deploys on this server", Standing::limitHere);
        gauge("waybill.node.draining", "1 while this server is draining", Standing::drainingHere);
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

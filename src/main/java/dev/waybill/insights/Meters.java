package dev.waybill.insights;

import dev.waybill.events.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of all other parts; opened before the first of them and closed after the last, by whoever opened it. Guarded by
 * {@code this}. Labels have few values and contain no names, because anyone can read the metrics.
 */
public final class Meters implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private @Nullable Jvm jvm;

    /** Times reads and transactions. */
    public dev.waybill.store.Observer database() {
        return DatabaseTimers.in(registry);
    }

    /** Times fetches from repositories. */
    public dev.waybill.vcs.mirrors.Observer fetches() {
        return FetchTimers.in(registry);
    }

    /** Counts deploys by outcome, and times how long they wait and run. */
    public Consumer<Event> deploys() {
        return DeployMeters.in(registry);
    }

    /** Counts the bytes of logs. */
    public LongConsumer logBytes() {
        return Counter.builder("waybill.log.stored")
                .description("Bytes of logs that this server has stored")
                .baseUnit("bytes")
                .register(registry)::increment;
    }

    /** Shows the free disk space, in bytes, and whether it is too little. */
    public void disk(LongSupplier free, BooleanSupplier isLow) {
        Gauge.builder("waybill.disk.free", free::getAsLong)
                .description("Free disk space for the data directory, in bytes")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("waybill.disk.low", () -> isLow.getAsBoolean() ? 1 : 0)
                .description("1 while there is too little disk space to start a deploy")
                .register(registry);
    }

    /** Shows whether there is a connection to Slack. */
    public void slack(BooleanSupplier isConnected) {
        Gauge.builder("waybill.slack.connected", () -> isConnected.getAsBoolean() ? 1 : 0)
                .description("1 while people in Slack can be answered")
                .register(registry);
    }

    /** Counts requests refused because of a limit, by that limit. */
    public Consumer<String> refusals() {
        return what -> Counter.builder("waybill.http.refused")
                .description("Requests and connections refused because one client, or all together, had too many")
                .tag("what", what)
                .register(registry)
                .increment();
    }

    MeterRegistry registry() {
        return registry;
    }

    /** The JVM meters are started by the first scrape, so that they do not delay the start of the server. */
    synchronized String text(String contentType) {
        if (jvm == null) {
            jvm = Jvm.watchedBy(registry);
        }
        return registry.scrape(contentType);
    }

    @Override
    public synchronized void close() {
        if (jvm != null) {
            jvm.close();
        }
        registry.close();
    }
}

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
 * What the other parts are watched with, from before the first of them is made until after the last is gone; whoever opened it
 * closes it. Guarded by {@code this}. Labels have few values, and none is a name: everybody may read the figures.
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

    /** Counts deploys by how they end, and times how long they wait and run. */
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

    /** Shows how much room there is, in bytes, and whether that is too little. */
    public void disk(LongSupplier free, BooleanSupplier isLow) {
        Gauge.builder("waybill.disk.free", free::getAsLong)
                .description("Bytes that are free for the data directory")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("waybill.disk.low", () -> isLow.getAsBoolean() ? 1 : 0)
                .description("1 while there is too little room for a deploy to start")
                .register(registry);
    }

    /** Counts what was refused for the sake of others, by what there was too much of. */
    public Consumer<String> refusals() {
        return what -> Counter.builder("waybill.http.refused")
                .description("Requests and connections refused since one client or all had too many")
                .tag("what", what)
                .register(registry)
                .increment();
    }

    MeterRegistry registry() {
        return registry;
    }

    /** The JVM is watched from the first time on: what was before nobody would see, and the start of a server need not wait for it. */
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

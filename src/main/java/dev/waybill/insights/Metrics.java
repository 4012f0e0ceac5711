package dev.waybill.insights;

import dev.waybill.deploys.Node;
import dev.waybill.errors.Unavailable;
import dev.waybill.nodes.Nodes;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics for Prometheus. Every scrape reads the database, but there is only one read at a time, because scrapes need no
 * token. Guarded by {@code this}; whoever made it closes it.
 */
public final class Metrics implements AutoCloseable {
    /** The type of {@link #scrape}, version and charset included. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Meters meters;
    private final StandingGauges gauges;
    private final Supplier<Standing> read;
    private final Time time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable CompletableFuture<Standing> underWay;

    public Metrics(Meters meters, Db db, Nodes nodes, Node self, Time time) {
        this.meters = meters;
        this.gauges = StandingGauges.in(meters.registry());
        this.time = time;
        this.read = () -> Standing.read(db, nodes, self, time.now());
    }

    /**
     * All metrics as text; without those from the database if it does not answer within a second. Blocks for at most a second.
     */
    public String scrape() throws InterruptedException {
        gauges.show(standing());
        return meters.text(CONTENT_TYPE);
    }

    private Optional<Standing> standing() throws InterruptedException {
        try {
            return Optional.of(time.await(reading(), PATIENCE));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof Unavailable)) {
                LOG.warn("the metrics could not be read", e.getCause());
            }
            return Optional.empty();
        }
    }

    /** A read in progress is shared, not repeated, so that scrapes never use more than one connection. */
    private synchronized CompletableFuture<Standing> reading() {
        if (underWay == null || underWay.isDone()) {
            underWay = CompletableFuture.supplyAsync(read, threads);
        }
        return underWay;
    }

    /** Aborts a read in progress. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}

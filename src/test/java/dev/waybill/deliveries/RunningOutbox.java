package dev.waybill.deliveries;

import dev.waybill.leases.Lease;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** An outbox at work, as one start of a server has it. Closing it is killing that server. */
final class RunningOutbox implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RunningOutbox(Db db, Time time, Courier courier, String node, long epoch, Predicate<String> isGone) {
        this(db, time, List.of(courier), new Lease("deliveries", node, epoch, isGone));
    }

    RunningOutbox(Db db, Time time, List<Courier> couriers, Lease lease) {
        var outbox = new Outbox(db, time, lease, couriers, threads);
        threads.execute(() -> {
            try {
                outbox.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // killed
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}

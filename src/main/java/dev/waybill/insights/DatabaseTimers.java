package dev.waybill.insights;

import dev.waybill.store.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Times every use of the database, including the wait for a turn, and failed ones. */
record DatabaseTimers(Timer reads, Timer writes) implements Observer {
    static DatabaseTimers in(MeterRegistry registry) {
        return new DatabaseTimers(timer(registry, "read"), timer(registry, "write"));
    }

    private static Timer timer(MeterRegistry registry, String kind) {
        return Timer.builder("waybill.database")
                .description("Duration of reads and transactions, including the wait for a turn")
                .tag("kind", kind)
                .serviceLevelObjectives(Buckets.DATABASE)
                .register(registry);
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return reads.record(work);
    }

    @Override
    public <T> T write(Supplier<T> work) {
        return writes.record(work);
    }
}

package dev.waybill.insights;

import dev.waybill.vcs.mirrors.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;

/** Times fetches, successes and failures separately. A fetch that is aborted because the server stops is not counted. */
record FetchTimers(MeterRegistry registry, Timer succeeded, Timer failed) implements Observer {
    static FetchTimers in(MeterRegistry registry) {
        return new FetchTimers(registry, timer(registry, "succeeded"), timer(registry, "failed"));
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder("waybill.repository.fetch")
                .description("Duration of fetches from repositories")
                .tag("outcome", outcome)
                .serviceLevelObjectives(Buckets.FETCHES)
                .register(registry);
    }

    @Override
    public void fetch(Fetch fetch) throws IOException, InterruptedException {
        var watch = Timer.start(registry);
        try {
            fetch.run();
            watch.stop(succeeded);
        } catch (IOException | RuntimeException e) {
            watch.stop(failed);
            throw e;
        }
    }
}

package dev.waybill.watches;

import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A watcher at work, as one start of a server has it. Closing it is killing that server. */
final class RunningWatcher implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RunningWatcher(Db db, Watchlist watchlist, Looks looks, Time time) {
        var watcher = new Watcher(db, watchlist, looks, time, threads);
        threads.execute(() -> {
            try {
                watcher.run();
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

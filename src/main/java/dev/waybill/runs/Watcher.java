package dev.waybill.runs;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Rings a bell when a directory changes. Uses one thread for all directories, until it is closed. */
final class Watcher implements AutoCloseable {
    private final WatchService service;
    private final ConcurrentHashMap<WatchKey, Semaphore> bells = new ConcurrentHashMap<>();

    Watcher() throws IOException {
        service = FileSystems.getDefault().newWatchService();
        Thread.ofVirtual().name("run directories").start(this::ring);
    }

    /** Rings until the result is closed. */
    Machine.Watch watch(Path directory, Semaphore bell) throws IOException {
        var key =
                directory.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        bells.put(key, bell);
        bell.release(); // for changes before the directory was registered
        return () -> {
            key.cancel();
            bells.remove(key);
        };
    }

    private void ring() {
        try {
            while (true) {
                var key = service.take();
                key.pollEvents();
                var bell = bells.get(key);
                if (bell != null && bell.availablePermits() == 0) {
                    bell.release();
                }
                key.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            Thread.currentThread().interrupt(); // closed: nobody follows runs any more
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}

package dev.waybill.execution;

import dev.waybill.errors.Unavailable;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files. What fails is tried again later. Thread-safe. */
final class Removals {
    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Time time;
    private final Executor threads;
    /** What could not be removed yet and is tried again. */
    private final Set<String> again = ConcurrentHashMap.newKeySet();

    Removals(Time time, Executor threads) {
        this.time = time;
        this.threads = threads;
    }

    /**
     * A failure is logged and tried again after growing delays: a daemon that writes there may end, or a mount may be removed.
     */
    void quietly(String what, Removal removal) {
        if (isDone(what, removal) || !again.add(what)) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
                        time.sleep(pause);
                        if (isDoneNow(what, removal)) {
                            LOG.info("{} was removed after earlier failures", what);
                            return;
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // the server is shutting down; its next start tries again
                } finally {
                    again.remove(what);
                }
            });
        } catch (RejectedExecutionException e) {
            again.remove(what); // the server is shutting down
        }
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(4) : LONGEST_PAUSE;
    }

    private static boolean isDoneNow(String what, Removal removal) {
        try {
            return isDone(what, removal);
        } catch (Unavailable e) {
            return false; // whether it can be removed is unknown until the database answers
        }
    }

    static boolean isDone(String what, Removal removal) {
        try {
            removal.run();
            return true;
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            LOG.warn("{} could not be removed and is tried again later: {}", what, e.getMessage());
            return false;
        }
    }

    interface Removal {
        void run() throws IOException;
    }
}

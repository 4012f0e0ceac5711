package dev.waybill;

import dev.waybill.errors.Unavailable;
import dev.waybill.spi.Time;
import dev.waybill.workspaces.GitSources;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes mirrors of repositories that no app has any more, on a thread of its own until it is closed. */
final class Tidying implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Thread thread;

    Tidying(GitSources sources, Engine engine, Time time) {
        this.thread = Thread.ofVirtual().name("tidying").start(() -> run(sources, engine, time));
    }

    private static void run(GitSources sources, Engine engine, Time time) {
        try {
            while (true) {
                time.sleep(AGAIN);
                tidy(sources, engine);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static void tidy(GitSources sources, Engine engine) {
        try {
            sources.keepOnly(engine::repositories);
        } catch (Unavailable e) {
            LOG.debug("mirrors are checked again when the database responds", e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("could not tidy mirrors; retrying in {} s", AGAIN.toSeconds(), e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

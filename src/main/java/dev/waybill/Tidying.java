package dev.waybill;

import dev.waybill.errors.Unavailable;
import dev.waybill.spi.Time;
import dev.waybill.workspaces.GitSources;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes mirrors of repositories and caches that no app has any more, on a thread of its own until it is closed. */
final class Tidying implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Thread thread;

    /** @param isSpaceShort whether there is too little disk space to start a deploy */
    Tidying(GitSources sources, Engine engine, BooleanSupplier isSpaceShort, Time time) {
        this.thread = Thread.ofVirtual().name("tidying").start(() -> run(sources, engine, isSpaceShort, time));
    }

    private static void run(GitSources sources, Engine engine, BooleanSupplier isSpaceShort, Time time) {
        try {
            while (true) {
                time.sleep(AGAIN);
                tidy(sources, engine, isSpaceShort);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static void tidy(GitSources sources, Engine engine, BooleanSupplier isSpaceShort) {
        try {
            sources.keepOnly(engine::repositories);
            engine.running().kept().caching().tidy(isSpaceShort);
        } catch (Unavailable e) {
            LOG.debug("mirrors and caches are checked again when the database responds", e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("could not tidy mirrors and caches; retrying in {} s", AGAIN.toSeconds(), e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

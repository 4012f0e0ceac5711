package dev.waybill.cli.run;

import dev.waybill.cli.client.CallFailed;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, or another signal that ends this process: the deploy is cancelled, and its end awaited. Thread-safe. */
final class Interruption implements AutoCloseable {
    /** How long to wait beyond the grace period of the command. */
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final Remote remote;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile Duration grace = Duration.ZERO;
    private volatile boolean isRequested;

    private Interruption(Remote remote) {
        this.remote = remote;
    }

    static Interruption of(Remote remote) {
        var interruption = new Interruption(remote);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** @param duration how long the command may take to stop */
    void allow(Duration duration) {
        grace = duration;
    }

    boolean isRequested() {
        return isRequested;
    }

    private void interrupt() {
        try {
            remote.cancel();
        } catch (CallFailed e) {
            // it has ended, or the server cannot be reached; the command is stopped all the same
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        isRequested = true;
        try {
            over.await(grace.plus(FAREWELL).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this process is ending
        }
    }
}

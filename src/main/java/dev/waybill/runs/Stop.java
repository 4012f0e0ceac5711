package dev.waybill.runs;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A request to stop a deploy. It rings a bell to wake the thread that follows the deploy's command. Thread-safe. */
public final class Stop {
    final Semaphore bell = new Semaphore(0);
    private boolean requested;
    private int kills;
    private int heeded;
    private @Nullable Thread interruptible;
    private @Nullable Thread killable;

    /** Requests SIGTERM, and SIGKILL after the grace period. Returns at once. */
    public synchronized void request() {
        requested = true;
        bell.release();
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    /** Requests SIGKILL without a grace period, even after {@link #request}. Returns at once. */
    public synchronized void kill() {
        kills++;
        request();
        if (killable != null) {
            killable.interrupt();
        }
    }

    /** The kills up to now do not interrupt what follows. */
    public synchronized void heedKills() {
        heeded = kills;
    }

    /** From here on, a kill interrupts this thread, at once if there was one; until {@link #endKillable}. */
    public synchronized void beginKillable() {
        killable = Thread.currentThread();
        if (kills > heeded) {
            killable.interrupt();
        }
    }

    /** Ends that, and clears the interrupt. */
    public synchronized void endKillable() {
        killable = null;
        if (kills > heeded) {
            Thread.interrupted();
        }
    }

    synchronized boolean isKilled() {
        return kills > 0;
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /** Interrupts this thread if a stop is requested before {@link #endInterruptible}. False if it already was. */
    public synchronized boolean beginInterruptible() {
        interruptible = Thread.currentThread();
        return !requested;
    }

    /** Ends that, and clears the interrupt. True if a stop was requested. */
    public synchronized boolean endInterruptible() {
        interruptible = null;
        if (requested) {
            Thread.interrupted();
        }
        return requested;
    }
}

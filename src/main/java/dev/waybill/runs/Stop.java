package dev.waybill.runs;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The wish that a deploy should end, and the bell that wakes who follows its command. Safe from many threads. */
public final class Stop {
    final Semaphore bell = new Semaphore(0);
    private boolean requested;
    private boolean killed;
    private @Nullable Thread interruptible;

    /** Asks the command to end, and kills what has not after the grace. Returns at once. */
    public synchronized void request() {
        requested = true;
        bell.release();
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    /** Asks for an end without a grace; also of one that was asked to end before. Returns at once. */
    public synchronized void kill() {
        killed = true;
        request();
    }

    synchronized boolean isKilled() {
        return killed;
    }

    public synchronized boolean isRequested() {
        return requested;
    }

    /** Interrupts this thread if the wish comes before {@link #endInterruptible}. False if it has come already. */
    public synchronized boolean beginInterruptible() {
        interruptible = Thread.currentThread();
        return !requested;
    }

    /** Ends that. True if the wish has come; the interruption is over then. */
    public synchronized boolean endInterruptible() {
        interruptible = null;
        if (requested) {
            Thread.interrupted();
        }
        return requested;
    }
}

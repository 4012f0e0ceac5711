package dev.waybill.runs;

import java.util.concurrent.Semaphore;

/** The wish that one run should end, and the bell that wakes who follows it. Safe from many threads. */
public final class Stop {
    final Semaphore bell = new Semaphore(0);
    private volatile boolean requested;

    /** Asks the command to end, and kills what has not after the grace. Returns at once. */
    public void request() {
        requested = true;
        bell.release();
    }

    public boolean isRequested() {
        return requested;
    }
}

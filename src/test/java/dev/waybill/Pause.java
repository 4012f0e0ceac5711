package dev.waybill;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** For loops that look again and again until something has come about: they leave the processor to what they wait for. */
public final class Pause {
    private Pause() {}

    /** @throws InterruptedException when the test has timed out */
    public static void briefly() throws InterruptedException {
        new Semaphore(0).tryAcquire(20, TimeUnit.MILLISECONDS);
    }

    /** The same after something was set off that takes several processes, such as a look at a repository. */
    public static void untilLookedAt() throws InterruptedException {
        new Semaphore(0).tryAcquire(100, TimeUnit.MILLISECONDS);
    }
}

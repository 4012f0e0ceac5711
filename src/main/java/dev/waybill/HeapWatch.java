package dev.waybill;

import dev.waybill.spi.Time;
import java.time.Duration;

/**
 * Has garbage collected before it fills the whole heap. The serial collector of JDK 25 lets its old generation grow to the limit of the
 * heap first, so that a server would keep for ever what it needed for a moment. Runs until the program ends.
 */
final class HeapWatch {
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** A collection of a small heap takes some ten milliseconds, so it may grow by this without one. */
    private static final long GROWTH = 8L << 20;

    /** A large heap takes longer, so it may grow by this part. */
    private static final int SHARE = 4;

    private HeapWatch() {}

    static void start(Time time) {
        Thread.ofVirtual().name("heap").start(() -> run(Runtime.getRuntime(), time));
    }

    private static void run(Runtime jvm, Time time) {
        var size = jvm.totalMemory();
        try {
            while (true) {
                time.sleep(AGAIN);
                if (jvm.totalMemory() - size > Math.max(GROWTH, size / SHARE)) {
                    jvm.gc();
                    size = jvm.totalMemory();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

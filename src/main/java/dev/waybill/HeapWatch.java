package dev.waybill;

import dev.waybill.spi.Time;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Has garbage collected before it fills the whole heap. The serial collector of JDK 25 lets its old generation grow to the limit of the
 * heap first, so that a server would keep for ever what it needed for a moment. Other collectors take care of that by themselves.
 */
final class HeapWatch {
    private static final String SERIAL = "MarkSweepCompact";
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** A collection of a small heap takes some ten milliseconds, so it may grow by this without one. */
    private static final long GROWTH = 8L << 20;

    /** A large heap takes longer, so it may grow by this part. */
    private static final int SHARE = 4;

    /** An hour, while collections free nothing. */
    private static final int LONGEST_PAUSE = 360;

    private final LongSupplier size;
    private final Runnable collection;
    private long smallest;
    private int pause = 1;
    private int left = 1;

    /**
     * @param size of the heap as it is now, in bytes
     * @param collection gives back what is free
     */
    HeapWatch(LongSupplier size, Runnable collection) {
        this.size = size;
        this.collection = collection;
        this.smallest = size.getAsLong();
    }

    /** Runs until the program ends. */
    static void start(Time time) {
        var isSerial = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(it -> it.getName().equals(SERIAL));
        if (isSerial) {
            var jvm = Runtime.getRuntime();
            var watch = new HeapWatch(jvm::totalMemory, jvm::gc);
            Thread.ofVirtual().name("heap").start(() -> watch.run(time));
        }
    }

    private void run(Time time) {
        try {
            while (true) {
                time.sleep(AGAIN);
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is in use may be garbage soon, so a heap that stays large is collected again, each time after twice as long. */
    void look() {
        var before = size.getAsLong();
        smallest = Math.min(smallest, before);
        if (before - smallest <= Math.max(GROWTH, smallest / SHARE)) {
            pause = 1;
            left = 1;
        } else if (--left <= 0) {
            collection.run();
            pause = before - size.getAsLong() >= GROWTH ? 1 : Math.min(2 * pause, LONGEST_PAUSE);
            left = pause;
        }
    }
}

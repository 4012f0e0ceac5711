package dev.waybill.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The only source of time, and the only way to wait. Thread-safe. */
public interface Time {
    /** Wall-clock time, for display; it can jump. */
    Instant now();

    /**
     * Time since boot, for measuring: it never jumps, and is the same in every process of the machine. Its resolution is 10 ms.
     */
    Duration sinceBoot();

    /** Waits for a permit and takes it; false if the time has passed first. */
    default boolean await(Semaphore bell, Duration longest) throws InterruptedException {
        return bell.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits for an answer.
     *
     * @throws TimeoutException if the time has passed first; the answer may still come
     */
    default <T> T await(CompletableFuture<T> answer, Duration longest)
            throws InterruptedException, ExecutionException, TimeoutException {
        var bell = new Semaphore(0);
        answer.whenComplete((_, _) -> bell.release());
        if (!await(bell, longest)) {
            throw new TimeoutException();
        }
        return answer.get();
    }

    /** Waits. */
    default void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    /** The clocks of this machine. */
    static Time system() {
        return new Time() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public Duration sinceBoot() {
                try {
                    var uptime = Files.readString(Path.of("/proc/uptime"));
                    return Duration.ofMillis((long) (Double.parseDouble(uptime.split(" ", 2)[0]) * 1000));
                } catch (IOException e) {
                    throw new UncheckedIOException("/proc/uptime cannot be read; Waybill runs its deploys on Linux", e);
                }
            }
        };
    }
}

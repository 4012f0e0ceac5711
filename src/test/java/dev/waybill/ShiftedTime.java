package dev.waybill;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The clocks of this machine, set forward or back by hand. Whoever waits for a time wakes up when it has passed on them. */
public final class ShiftedTime implements Time {
    /** How late somebody may notice that some of their time has passed. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Time real = Time.system();
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private volatile Duration wall = Duration.ZERO;
    private volatile Duration sinceBoot = Duration.ZERO;

    /** Somebody sets the clock on the wall. */
    public void jump(Duration by) {
        wall = wall.plus(by);
    }

    /** Time passes. */
    public void pass(Duration time) {
        wall = wall.plus(time);
        sinceBoot = sinceBoot.plus(time);
        var now = monotonic();
        waiters.stream()
                .filter(it -> it.end().compareTo(now) <= 0)
                .forEach(it -> it.bell().release());
    }

    @Override
    public Instant now() {
        return real.now().plus(wall);
    }

    @Override
    public Duration sinceBoot() {
        return real.sinceBoot().plus(sinceBoot);
    }

    @Override
    public boolean await(Semaphore bell, Duration longest) throws InterruptedException {
        var waiter = new Waiter(bell, monotonic().plus(longest));
        waiters.add(waiter);
        try {
            while (true) {
                var left = waiter.end().minus(monotonic());
                var isRung = bell.tryAcquire(Math.min(left.toNanos(), LOOK_AGAIN.toNanos()), NANOSECONDS);
                if (isRung || left.compareTo(LOOK_AGAIN) <= 0) {
                    return isRung && waiters.contains(waiter); // otherwise it was rung for the time alone
                }
            }
        } finally {
            waiters.remove(waiter);
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        await(new Semaphore(0), duration);
    }

    private Duration monotonic() {
        return Duration.ofNanos(System.nanoTime()).plus(sinceBoot);
    }

    /** @param end when its bell is rung at the latest */
    private record Waiter(Semaphore bell, Duration end) {}
}

package dev.waybill;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The clocks of this machine, set forward or back by hand. Whoever waits for a time looks at them when they are. */
public final class ShiftedTime implements Time {
    private final Time real = Time.system();
    private final Set<Semaphore> bells = ConcurrentHashMap.newKeySet();
    private volatile Duration wall = Duration.ZERO;
    private volatile Duration sinceBoot = Duration.ZERO;

    /** Somebody sets the clock on the wall. */
    public void jump(Duration by) {
        wall = wall.plus(by);
    }

    /** Time passes. Rings for everybody who waits: a ring says that there may be something to do. */
    public void pass(Duration time) {
        wall = wall.plus(time);
        sinceBoot = sinceBoot.plus(time);
        bells.forEach(Semaphore::release);
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
        bells.add(bell);
        try {
            return Time.super.await(bell, longest);
        } finally {
            bells.remove(bell);
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        var end = monotonic().plus(duration);
        var nobodys = new Semaphore(0);
        while (end.compareTo(monotonic()) > 0) {
            await(nobodys, end.minus(monotonic()));
        }
    }

    private Duration monotonic() {
        return Duration.ofNanos(System.nanoTime()).plus(sinceBoot);
    }
}

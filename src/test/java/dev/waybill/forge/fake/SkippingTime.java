package dev.waybill.forge.fake;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes at once when somebody sleeps, and that can be set. Thread-safe. */
public final class SkippingTime implements Time {
    private final Time real = Time.system();
    private final List<Duration> sleeps = new ArrayList<>();
    private Duration wall = Duration.ZERO;
    private Duration skipped = Duration.ZERO;

    /** Sets the clock on the wall. */
    public synchronized void jump(Duration by) {
        wall = wall.plus(by);
    }

    public synchronized void pass(Duration time) {
        wall = wall.plus(time);
        skipped = skipped.plus(time);
    }

    /** How long was slept, each time. */
    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public synchronized Instant now() {
        return real.now().plus(wall);
    }

    @Override
    public synchronized Duration sinceBoot() {
        return real.sinceBoot().plus(skipped);
    }

    @Override
    public synchronized void sleep(Duration duration) {
        sleeps.add(duration);
        pass(duration);
    }
}

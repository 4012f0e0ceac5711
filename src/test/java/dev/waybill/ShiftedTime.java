package dev.waybill;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;

/** The clocks of this machine, set forward or back by hand. */
public final class ShiftedTime implements Time {
    private final Time real = Time.system();
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
    }

    @Override
    public Instant now() {
        return real.now().plus(wall);
    }

    @Override
    public Duration sinceBoot() {
        return real.sinceBoot().plus(sinceBoot);
    }
}

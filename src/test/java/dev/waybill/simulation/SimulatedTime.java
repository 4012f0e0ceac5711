package dev.waybill.simulation;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** The clocks of one machine of a world. The one on the wall may be set. */
final class SimulatedTime implements Time {
    private static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");

    private final World world;
    private final Supplier<Duration> booted;
    private Duration jumped = Duration.ZERO;
    private boolean hasJumped;

    SimulatedTime(World world, Supplier<Duration> booted) {
        this.world = world;
        this.booted = booted;
    }

    /** Whether the clock on the wall was ever set. */
    boolean hasJumped() {
        return hasJumped;
    }

    void jump(Duration by) {
        hasJumped = true;
        jumped = jumped.plus(by);
    }

    @Override
    public Instant now() {
        return BEGIN.plus(world.now()).plus(jumped);
    }

    @Override
    public Duration sinceBoot() {
        return world.now().minus(booted.get());
    }

    @Override
    public boolean await(Semaphore bell, Duration longest) {
        return world.await(bell, longest);
    }

    @Override
    public void sleep(Duration duration) {
        world.await(new Semaphore(0), duration);
    }
}

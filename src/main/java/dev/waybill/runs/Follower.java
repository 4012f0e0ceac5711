package dev.waybill.runs;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows one run to its end: moves its output to the sink, enforces its limits, and stops it on request. Confined to
 * one thread.
 */
final class Follower {
    private static final String LOST =
            "the supervisor of the command was killed, so the result of the command is unknown";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration OBSERVED = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Machine machine;
    private final String run;
    private final Time time;
    private final LimitWatch limits;
    private final Drain drain;
    private final Stop stop;
    private long seenEnd;
    private boolean wasFlowing;
    private @Nullable Duration observed;

    Follower(Machine machine, String run, Time time, LimitWatch limits, Drain drain, Stop stop) {
        this.machine = machine;
        this.run = run;
        this.time = time;
        this.limits = limits;
        this.drain = drain;
        this.stop = stop;
        this.seenEnd = drain.rawRead();
    }

    /** Can be called again with a newly opened log after an {@link IOException}. */
    RunEnd follow(Machine.Output log, BooleanSupplier supervisorAlive) throws IOException, InterruptedException {
        while (true) {
            observe();
            if (stop.isRequested()) {
                return end(log, new RunEnd.Stopped()); // before anything is stored, because storing may be what fails
            }
            var alive = supervisorAlive.getAsBoolean();
            var exit = machine.exitCode(run);
            // The order matters: output read after the exit code is complete.
            var moved = drain(log, exit.isPresent());
            if (exit.isPresent()) {
                return new RunEnd.Exited(exit.getAsInt());
            }
            if (!alive && machine.exitCode(run).isEmpty()) {
                if (machine.revoke(run)) {
                    return new RunEnd.NotStarted("the command could not be started: its supervisor ended at once");
                }
                // A supervisor that we cannot identify because its pid file is damaged may have recorded the exit code
                // meanwhile.
                if (machine.living(run).isEmpty() && machine.exitCode(run).isEmpty()) {
                    awaitCopier();
                    drain(log, true);
                    return new RunEnd.Lost(LOST);
                }
            }
            var expired = limits.expired(machine.started(run));
            if (expired.isPresent()) {
                return end(log, new RunEnd.TimedOut(expired.get()));
            }
            await(moved);
        }
    }

    private void observe() throws IOException {
        var now = time.sinceBoot();
        if (observed == null || now.minus(observed).compareTo(OBSERVED) >= 0) {
            observed = now;
            machine.observe(run);
        }
    }

    /**
     * Moves the available output, except what the sink holds back.
     *
     * @param isLast whether the command has ended, so that nothing is held back
     * @return how many bytes were available
     */
    private long drain(Machine.Output log, boolean isLast) throws IOException {
        var end = log.length();
        var fresh = end - seenEnd;
        drain.move(log, end, isLast);
        if (fresh > 0) {
            seenEnd = end;
            limits.heard();
        }
        return fresh;
    }

    /**
     * Waits for output. After silence, and while output is plentiful, the next output is moved at once; otherwise that
     * of a moment is collected first.
     */
    private void await(long moved) throws InterruptedException {
        if (moved >= Drain.PIECE) {
            return;
        }
        if (moved > 0 && wasFlowing) {
            time.sleep(GATHER);
        }
        wasFlowing = moved > 0;
        time.await(stop.bell, TICK);
        stop.bell.drainPermits();
    }

    /** SIGTERM, grace period, SIGKILL; returns when no process of the run is left. */
    private RunEnd end(Machine.Output log, RunEnd how) throws IOException, InterruptedException {
        if (!machine.revoke(run)) {
            new Ending(machine, run, time).end(limits.grace(), stop);
            awaitCopier();
        }
        drain(log, true);
        return how;
    }

    /** All writers have ended, but the copier may still have some of the output. */
    private void awaitCopier() throws IOException, InterruptedException {
        var end = time.sinceBoot().plus(FAREWELL);
        while (machine.isCopying(run) && time.sinceBoot().compareTo(end) < 0) {
            time.sleep(GATHER);
        }
    }
}

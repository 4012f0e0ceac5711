package dev.waybill.runs;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Follows one run to its end: moves its output to the sink, keeps its limits, and ends it when asked. One thread. */
final class Follower {
    private static final int PIECE = 512 * 1024;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration GATHER = Duration.ofMillis(20);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final RunDirectory run;
    private final Time time;
    private final Limits limits;
    private final LogSink sink;
    private final Stop stop;
    private final BooleanSupplier supervisorAlive;
    private long rawRead;
    private long seenEnd;
    private Duration lastOutput;
    private boolean wasFlowing;

    Follower(
            RunDirectory run,
            Time time,
            Limits limits,
            LogSink sink,
            Stop stop,
            long rawRead,
            BooleanSupplier supervisorAlive) {
        this.run = run;
        this.time = time;
        this.limits = limits;
        this.sink = sink;
        this.stop = stop;
        this.rawRead = rawRead;
        this.seenEnd = rawRead;
        this.supervisorAlive = supervisorAlive;
        this.lastOutput = time.sinceBoot();
    }

    RunEnd follow(Semaphore bell) throws IOException, InterruptedException {
        try (var log = new RandomAccessFile(run.log().toFile(), "r")) {
            while (true) {
                var alive = supervisorAlive.getAsBoolean();
                var exit = run.exitCode();
                // In this order: what is read after the exit was seen is all that the command wrote.
                var moved = drain(log, exit.isPresent());
                if (stop.isRequested()) {
                    return end(log, new RunEnd.Stopped());
                }
                if (exit.isPresent()) {
                    return new RunEnd.Exited(exit.getAsInt());
                }
                if (!alive && run.exitCode().isEmpty()) {
                    if (run.revoke()) {
                        return new RunEnd.NotStarted("the command could not be started: its supervisor ended at once");
                    }
                    if (Processes.of(run).isEmpty()) {
                        awaitCopier();
                        drain(log, true);
                        return new RunEnd.Lost(whyLost());
                    }
                }
                var expired = expiredLimit();
                if (expired.isPresent()) {
                    return end(log, new RunEnd.TimedOut(expired.get()));
                }
                await(bell, moved);
            }
        }
    }

    /**
     * Moves the output that is there, but for what the sink holds back.
     *
     * @param isLast the command has ended, so nothing is held back
     * @return how many bytes there were
     */
    private long drain(RandomAccessFile log, boolean isLast) throws IOException {
        var end = log.length();
        var fresh = end - seenEnd;
        while (rawRead < end) {
            log.seek(rawRead);
            var buffer =
                    new byte[(int) Math.min(PIECE, end - rawRead)]; // a run that is silent, as most are, holds none
            var length = log.read(buffer, 0, buffer.length);
            var reachesEnd = rawRead + length == end;
            rawRead += sink.append(buffer, length, rawRead, isLast && reachesEnd);
            if (reachesEnd) {
                break;
            }
        }
        if (fresh > 0) {
            seenEnd = end;
            lastOutput = time.sinceBoot();
        }
        return fresh;
    }

    /** At once when it was silent; while output trickles, what comes in the next moment is gathered; while it pours, at once. */
    private void await(Semaphore bell, long moved) throws InterruptedException {
        if (moved >= PIECE) {
            return;
        }
        if (moved > 0 && wasFlowing) {
            Thread.sleep(GATHER);
        }
        wasFlowing = moved > 0;
        bell.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
        bell.drainPermits();
    }

    private Optional<String> expiredLimit() throws IOException {
        var now = time.sinceBoot();
        var supervisor = run.supervisorProcess();
        if (supervisor.isPresent() && now.minus(supervisor.get().started()).compareTo(limits.timeout()) > 0) {
            return Optional.of("time limit of %d s reached; the command was ended"
                    .formatted(limits.timeout().toSeconds()));
        }
        if (now.minus(lastOutput).compareTo(limits.readTimeout()) > 0) {
            return Optional.of("no output for %d s, the time limit without output; the command was ended"
                    .formatted(limits.readTimeout().toSeconds()));
        }
        return Optional.empty();
    }

    /** TERM, grace, KILL; returns when nothing of the run lives. */
    private RunEnd end(RandomAccessFile log, RunEnd how) throws IOException, InterruptedException {
        if (!run.revoke()) {
            Ending.of(run, limits.grace(), stop, time);
            awaitCopier();
        }
        drain(log, true);
        return how;
    }

    /** Nothing writes any more; what was written may still be on its way. */
    private void awaitCopier() throws IOException, InterruptedException {
        var end = time.sinceBoot().plus(FAREWELL);
        while (run.isCopying() && time.sinceBoot().compareTo(end) < 0) {
            Thread.sleep(GATHER);
        }
    }

    private String whyLost() throws IOException {
        var supervisor = run.supervisorProcess();
        return supervisor.isPresent() && !supervisor.get().isOfThisBoot()
                ? "the machine was rebooted while the command ran"
                : "the supervisor of the command was killed, so nobody knows how the command ended";
    }
}

package dev.waybill.runs;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Commands that outlive this server. Each runs under a small detached supervisor, and has a directory with its state by
 * which it is found again. The order of calls: {@link #prepare}, {@link #launch}, record in the database that it is
 * about to start, {@link #start}. After a restart of the server: {@link #revoke}, and {@link #attach} if that fails;
 * after a reboot: {@link #salvage}. Does not use the database. Safe for many threads, one per run.
 */
public final class Runs {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int MOST_FAILURES = 10;
    private static final String DAMAGED =
            "the directory of the run is gone or cannot be read, so the result of the command is unknown";

    private final Machine machine;
    private final Time time;

    public Runs(Machine machine, Time time) {
        this.machine = machine;
        this.time = time;
    }

    /** A new globally unique id. */
    public String newId() {
        return UUID.randomUUID().toString();
    }

    /** Writes the files of a run. Starts nothing. */
    public void prepare(String id, RunPlan plan) throws IOException, InterruptedException {
        machine.write(id, plan);
    }

    /**
     * Starts the supervisor of a prepared run. The command starts only in {@link #start}; if the result is closed
     * without that, or this server is killed, it never does.
     *
     * @throws IOException if the supervisor cannot be started, for instance because of a limit of processes
     */
    public Launched launch(String id, RunPlan plan, Stop stop) throws IOException, InterruptedException {
        return new Launched(id, machine.spawn(id, plan, stop.bell));
    }

    /** A run whose command can start as soon as that is recorded. */
    public record Launched(String id, Machine.Waiting supervisor) implements AutoCloseable {
        @Override
        public void close() {
            supervisor.close();
        }
    }

    /** Starts the command of a launched run and follows it until it ends. Blocks. */
    public RunEnd start(Launched run, Limits limits, LogSink sink, Stop stop) throws IOException, InterruptedException {
        var watch = new LimitWatch(limits, time, time.sinceBoot());
        return follow(
                run.id(), watch, new Drain(sink, 0), stop, run.supervisor().begin());
    }

    /**
     * Follows a run that an earlier process of the server started. Blocks.
     *
     * @param rawRead position of the first byte of raw output that is not stored
     * @param lastOutput when output was last stored, as time since boot; null if none was
     */
    public RunEnd attach(String id, long rawRead, @Nullable Duration lastOutput, Limits limits, LogSink sink, Stop stop)
            throws IOException, InterruptedException {
        var silentSince = lastOutput == null ? machine.started(id).orElse(time.sinceBoot()) : lastOutput;
        var watch = new LimitWatch(limits, time, silentSince);
        return follow(id, watch, new Drain(sink, rawRead), stop, () -> isSupervised(id));
    }

    private boolean isSupervised(String id) {
        try {
            return machine.isSupervised(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunEnd follow(String id, LimitWatch limits, Drain drain, Stop stop, BooleanSupplier supervisorAlive)
            throws IOException, InterruptedException {
        var follower = new Follower(machine, id, time, limits, drain, stop);
        var failures = 0;
        while (true) {
            String damage;
            boolean lives;
            try {
                var output = machine.open(id);
                if (output.isPresent()) {
                    try (var log = output.get();
                            var _ = machine.watch(id, stop.bell)) {
                        return follower.follow(log, supervisorAlive);
                    }
                }
                failures = MOST_FAILURES;
                damage = DAMAGED;
                if (stop.isRequested()) {
                    sweep(id, limits.grace(), stop);
                    return new RunEnd.Stopped();
                }
                lives = !machine.living(id).isEmpty(); // these keep the lane occupied, even if the files are gone
            } catch (IOException | UncheckedIOException e) {
                failures++; // it may be temporary, such as too many open files
                damage = DAMAGED + ": " + e.getMessage();
                lives = false;
            }
            if (failures >= MOST_FAILURES && !lives) {
                return new RunEnd.Lost(damage);
            }
            time.await(stop.bell, LOOK_AGAIN);
        }
    }

    /**
     * Stores the remaining output of a run that was starting or running before a reboot, and returns how it ended, as
     * far as that is on disk. No process of it is left. Even if its files say that it never started, it may have run,
     * so it is never started again.
     */
    public RunEnd salvage(String id, long rawRead, LogSink sink) throws IOException {
        var exit = machine.exitCode(id);
        try {
            var output = machine.open(id);
            if (output.isPresent()) {
                try (var log = output.get()) {
                    new Drain(sink, rawRead).move(log, log.length(), true);
                }
            }
        } catch (IOException e) {
            return new RunEnd.Lost(
                    "the machine was rebooted while the command ran, and its output cannot be read: " + e.getMessage());
        }
        return exit.isPresent()
                ? new RunEnd.Exited(exit.getAsInt())
                : new RunEnd.Lost("the machine was rebooted while the command ran");
    }

    /** The id of the current boot. */
    public String boot() {
        return machine.boot();
    }

    /** The environment that a run was started with; empty once its supervisor has exited. */
    public Optional<Map<String, String>> environment(String id) throws IOException {
        return machine.environment(id);
    }

    /** The key stored with the files of a run; empty if it is gone. */
    public Optional<String> key(String id) throws IOException {
        return machine.key(id);
    }

    /** Whether output is missing at a position, or everything after it is. */
    public boolean isGapAt(String id, long position) {
        try {
            var output = machine.open(id);
            if (output.isEmpty()) {
                return true;
            }
            try (var log = output.get()) {
                return log.gaps().contains(position);
            }
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether a line of the output begins at a position; false if the output before it is gone or cannot be read. */
    public boolean isAtLineStart(String id, long position) {
        if (position == 0) {
            return true;
        }
        try {
            var output = machine.open(id);
            if (output.isEmpty()) {
                return false;
            }
            try (var log = output.get()) {
                var before = new byte[1];
                return log.read(position - 1, before) == 1 && before[0] == '\n';
            }
        } catch (IOException e) {
            return false; // whoever reads on from there reports it
        }
    }

    /** Withdraws the permission to start. True if the run never started and never will. */
    public boolean revoke(String id) throws IOException {
        // Without its directory, it is unknown whether it ran, so it counts as started.
        return machine.exists(id) && machine.revoke(id);
    }

    /** Ends the processes that a command left running; {@code stop} can end the grace period early. Blocks. */
    public void sweep(String id, Duration grace, Stop stop) throws IOException, InterruptedException {
        new Ending(machine, id, time).end(grace, stop);
    }

    /** Removes the home and scratch directories of a run that has ended. */
    public void removeScratch(String id) throws IOException {
        machine.removeScratch(id);
    }

    /** Removes the output of a run that has ended. */
    public void removeOutput(String id) throws IOException {
        machine.removeOutput(id);
    }

    /** Removes the files; does nothing if there are none. */
    public void remove(String id) throws IOException {
        machine.remove(id);
    }

    /** The ids of all runs that have files. */
    public List<String> ids() throws IOException {
        return machine.ids();
    }
}

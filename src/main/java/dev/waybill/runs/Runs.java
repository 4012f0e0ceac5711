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
 * Runs: commands under small detached supervisors, each with a directory that holds its state, so that a command outlives
 * this server and is found again. In order: {@link #prepare}, {@link #launch}, note in the database that it is about to start, {@link #start}.
 * After a restart: {@link #revoke}, and if that comes too late, {@link #attach}; after a reboot {@link #salvage}. Knows no database.
 * Safe from many threads, one for each run.
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

    /** A new id, never used before on any machine. */
    public String newId() {
        return UUID.randomUUID().toString();
    }

    /** Writes the files of a run. Nothing runs yet. */
    public void prepare(String id, RunPlan plan) throws IOException, InterruptedException {
        machine.write(id, plan);
    }

    /**
     * Starts the supervisor of a prepared run. The command does not run before {@link #start}, and never if this is closed without, or
     * this server is killed.
     *
     * @throws IOException if the machine has no room for more processes, say
     */
    public Launched launch(String id, RunPlan plan, Stop stop) throws IOException, InterruptedException {
        return new Launched(id, machine.spawn(id, plan, stop.bell));
    }

    /** A run whose command may start as soon as that is on record. */
    public record Launched(String id, Machine.Waiting supervisor) implements AutoCloseable {
        @Override
        public void close() {
            supervisor.close();
        }
    }

    /** Starts the command of a launched run and follows it to its end. */
    public RunEnd start(Launched run, Limits limits, LogSink sink, Stop stop) throws IOException, InterruptedException {
        var watch = new LimitWatch(limits, time, time.sinceBoot());
        return follow(
                run.id(), watch, new Drain(sink, 0), stop, run.supervisor().begin());
    }

    /**
     * Follows a run that an earlier server started, from the first byte of raw output that was not stored yet.
     *
     * @param lastOutput when output was stored last, as time since boot; null if none was
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
                lives = !machine.living(id).isEmpty(); // that holds the lane, whatever became of the files
            } catch (IOException | UncheckedIOException e) {
                failures++; // it may pass, as when too many files are open
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
     * Moves what a run has written that was about to start in another boot of this machine, and answers how it ended, as far as that
     * reached the disk. Nothing of it lives; and whatever else its files say, it may have run, and never starts again.
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

    /** Which boot of the machine this is. */
    public String boot() {
        return machine.boot();
    }

    /** The environment with which a run was started, as long as its supervisor lives; empty afterwards. */
    public Optional<Map<String, String>> environment(String id) throws IOException {
        return machine.environment(id);
    }

    /** The key that was to lie with the files of a run; empty if it is gone. */
    public Optional<String> key(String id) throws IOException {
        return machine.key(id);
    }

    /** Whether output of a run is missing right behind a position, or all that was not stored. */
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

    /** Takes from a run that may be about to start the right to do so. True if it never ran and never will. */
    public boolean revoke(String id) throws IOException {
        // Without its directory nobody knows whether it ran, so it counts as if it had.
        return machine.exists(id) && machine.revoke(id);
    }

    /** Ends what a command has left running; the stop may end the grace early. */
    public void sweep(String id, Duration grace, Stop stop) throws IOException, InterruptedException {
        new Ending(machine, id, time).end(grace, stop);
    }

    /** Removes what the command of a run has written for itself; it has ended. */
    public void removeScratch(String id) throws IOException {
        machine.removeScratch(id);
    }

    /** Removes what the command of a run has put out; it has ended. */
    public void removeOutput(String id) throws IOException {
        machine.removeOutput(id);
    }

    /** Removes the files; missing is fine. */
    public void remove(String id) throws IOException {
        machine.remove(id);
    }

    /** The ids of all runs of which there are files. */
    public List<String> ids() throws IOException {
        return machine.ids();
    }
}

package dev.waybill.runs;

import dev.waybill.spi.Time;
import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Runs: commands under small detached supervisors, each with a directory that holds its state, so that a command outlives
 * this server and is found again. In order: {@link #prepare}, note in the database that it is about to start, {@link #start}.
 * After a restart: {@link #revoke}, and if that comes too late, {@link #attach}. Knows no database. Safe from many threads,
 * one for each run; whoever opened it closes it, which ends no command.
 */
public final class Runs implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Path directory;
    private final Time time;
    private final Watcher watcher;

    /** @param directory where the runs lie; made when missing */
    public Runs(Path directory, Time time) throws IOException {
        this.directory = Directories.makePrivate(directory);
        this.time = time;
        this.watcher = new Watcher();
    }

    /** A new id, never used before on any machine. */
    public String newId() {
        return UUID.randomUUID().toString();
    }

    /** Writes the directory of a run. Nothing runs yet. */
    public void prepare(String id, RunPlan plan) throws IOException {
        run(id).write(plan);
    }

    /** Starts a prepared run and follows it to its end. */
    public RunEnd start(String id, RunPlan plan, Limits limits, LogSink sink, Stop stop)
            throws IOException, InterruptedException {
        var run = run(id);
        Process process;
        try {
            process = supervisor(run, plan).start();
        } catch (IOException e) {
            if (run.revoke()) {
                return new RunEnd.NotStarted("the command could not be started: " + e.getMessage());
            }
            throw e;
        }
        process.onExit().thenRun(stop.bell::release);
        return follow(run, limits, sink, stop, 0, process::isAlive);
    }

    /** Follows a run that an earlier server started, from the first byte of raw output that was not stored yet. */
    public RunEnd attach(String id, long rawRead, Limits limits, LogSink sink, Stop stop)
            throws IOException, InterruptedException {
        var run = run(id);
        if (!Files.isReadable(run.log())) {
            return lost(run, stop, limits);
        }
        return follow(run, limits, sink, stop, rawRead, () -> isAlive(run));
    }

    /** The environment with which a run was started, as long as its supervisor lives; empty afterwards. */
    public Optional<Map<String, String>> environment(String id) throws IOException {
        var supervisor = run(id).supervisorProcess();
        return supervisor.isPresent() && supervisor.get().isAlive()
                ? Processes.environment(supervisor.get().pid())
                : Optional.empty();
    }

    /** Whether some of the output of a run could not be written, as on a full disk. */
    public boolean isTorn(String id) {
        return run(id).isTorn();
    }

    /** Takes from a run that may be about to start the right to do so. True if it never ran and never will. */
    public boolean revoke(String id) throws IOException {
        var run = run(id);
        // Without its directory nobody knows whether it ran, so it counts as if it had.
        return Files.isDirectory(run.path()) && run.revoke();
    }

    /** Somebody removed the directory, or locked it: holds on until nothing of the run lives. */
    private RunEnd lost(RunDirectory run, Stop stop, Limits limits) throws IOException, InterruptedException {
        while (!Processes.of(run).isEmpty()) {
            if (stop.isRequested()) {
                Ending.of(run, limits.grace(), stop, time);
                return new RunEnd.Stopped();
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return new RunEnd.Lost(
                "the directory of the run is gone or cannot be read, so nobody knows how the command ended");
    }

    /** Ends what a command has left running. */
    public void sweep(String id, Duration grace, Stop stop) throws IOException, InterruptedException {
        Ending.of(run(id), grace, stop, time);
    }

    /** Removes the directory; missing is fine. */
    public void remove(String id) throws IOException {
        Directories.delete(run(id).path());
    }

    /** The ids of all directories there are. */
    public List<String> ids() throws IOException {
        try (var all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private RunEnd follow(
            RunDirectory run, Limits limits, LogSink sink, Stop stop, long rawRead, BooleanSupplier supervisorAlive)
            throws IOException, InterruptedException {
        try (var _ = watcher.watch(run.path(), stop.bell)) {
            return new Follower(run, time, limits, sink, stop, rawRead, supervisorAlive).follow(stop.bell);
        }
    }

    private static ProcessBuilder supervisor(RunDirectory run, RunPlan plan) throws IOException {
        var builder = new ProcessBuilder(
                        "setsid",
                        "/bin/sh",
                        run.supervisor().toString(),
                        run.path().toString(),
                        plan.workspace().toString(),
                        plan.command(),
                        Supervisor.ownPidNamespace())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
        var environment = builder.environment();
        environment.clear();
        environment.putAll(
                Map.of("HOME", run.home().toString(), "TMPDIR", run.scratch().toString()));
        environment.putAll(plan.environment());
        environment.put(Processes.MARKER, run.id());
        return builder;
    }

    private static boolean isAlive(RunDirectory run) {
        try {
            var supervisor = run.supervisorProcess();
            return supervisor.isPresent() && supervisor.get().isAlive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunDirectory run(String id) {
        return new RunDirectory(directory.resolve(id));
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}

package dev.waybill.runs;

import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** Runs as directories and processes of this machine. Whoever opened it closes it, which ends no command. */
public final class LinuxMachine implements Machine {
    private final Path directory;
    private final Watcher watcher;

    /** @param directory where the runs lie; made when missing */
    public LinuxMachine(Path directory) throws IOException {
        this.directory = Directories.makePrivate(directory);
        this.watcher = new Watcher();
    }

    private RunDirectory run(String id) {
        return new RunDirectory(directory.resolve(id));
    }

    @Override
    public void write(String run, RunPlan plan) throws IOException {
        run(run).write(plan);
    }

    @Override
    public BooleanSupplier spawn(String run, RunPlan plan, Semaphore bell) throws IOException {
        var process = builder(run(run), plan).start();
        process.onExit().thenRun(bell::release);
        return process::isAlive;
    }

    private static ProcessBuilder builder(RunDirectory run, RunPlan plan) throws IOException {
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

    @Override
    public boolean exists(String run) {
        return Files.isDirectory(run(run).path());
    }

    @Override
    public boolean revoke(String run) throws IOException {
        return run(run).revoke();
    }

    @Override
    public OptionalInt exitCode(String run) throws IOException {
        return run(run).exitCode();
    }

    @Override
    public boolean isSupervised(String run) throws IOException {
        var supervisor = run(run).supervisorProcess();
        return supervisor.isPresent() && supervisor.get().isAlive();
    }

    @Override
    public void killSupervisor(String run) throws IOException {
        var supervisor = run(run).supervisorProcess();
        if (supervisor.isPresent() && supervisor.get().isAlive()) {
            ProcessHandle.of(supervisor.get().pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public Optional<Duration> started(String run) throws IOException {
        return run(run).supervisorProcess().map(Supervisor::started);
    }

    @Override
    public boolean wasRebooted(String run) throws IOException {
        var supervisor = run(run).supervisorProcess();
        return supervisor.isPresent() && !supervisor.get().isOfThisBoot();
    }

    @Override
    public List<Long> living(String run) throws IOException {
        return Processes.of(run(run));
    }

    @Override
    public void signal(String run, List<Long> pids, boolean kill) {
        for (var pid : pids) {
            ProcessHandle.of(pid).ifPresent(kill ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        }
    }

    @Override
    public boolean isCopying(String run) throws IOException {
        return run(run).isCopying();
    }

    @Override
    public boolean isTorn(String run) {
        return run(run).isTorn();
    }

    @Override
    public Optional<Output> open(String run) throws IOException {
        var log = run(run).log();
        return Files.isReadable(log)
                ? Optional.of(new LogFile(new RandomAccessFile(log.toFile(), "r")))
                : Optional.empty();
    }

    private record LogFile(RandomAccessFile file) implements Output {
        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public int read(long at, byte[] buffer) throws IOException {
            file.seek(at);
            return file.read(buffer, 0, buffer.length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public Optional<Map<String, String>> environment(String run) throws IOException {
        var supervisor = run(run).supervisorProcess();
        return supervisor.isPresent() && supervisor.get().isAlive()
                ? Processes.environment(supervisor.get().pid())
                : Optional.empty();
    }

    @Override
    public Watch watch(String run, Semaphore bell) throws IOException {
        return watcher.watch(run(run).path(), bell);
    }

    @Override
    public void remove(String run) throws IOException {
        Directories.delete(run(run).path());
    }

    @Override
    public List<String> ids() throws IOException {
        try (var all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}

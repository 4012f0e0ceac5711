package dev.waybill.runs;

import dev.waybill.workspaces.Account;
import dev.waybill.workspaces.Directories;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Runs as directories and processes of this machine. Closing it does not end any command. */
public final class LinuxMachine implements Machine {
    /** For the supervisor's own tools. */
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    private final Path directory;
    private final Optional<Cgroup> cgroup;
    private final Watcher watcher;
    private final String boot;
    private final ConcurrentHashMap<String, Family> families = new ConcurrentHashMap<>();

    /** @param directory for the directories of runs; created if missing */
    public LinuxMachine(Path directory) throws IOException {
        this(directory, Cgroup.ofServer());
    }

    /** @param cgroup the parent of each run's control group; empty for none */
    LinuxMachine(Path directory, Optional<Cgroup> cgroup) throws IOException {
        this.directory = Directories.makePrivate(directory);
        this.cgroup = cgroup;
        this.watcher = new Watcher();
        this.boot = Supervisor.thisBoot();
        if (cgroup.isPresent()) {
            cgroup.get().removeEmpty(groupPrefix());
        }
    }

    /** Distinguishes the control groups of this server from those of others on the machine. */
    private String groupPrefix() {
        return "waybill-%08x-".formatted(directory.toAbsolutePath().hashCode());
    }

    private RunDirectory run(String id) {
        return new RunDirectory(directory.resolve(id));
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public void write(String run, RunPlan plan) throws IOException, InterruptedException {
        Exports.check(plan.environment());
        var surroundings = Surroundings.of(run(run), plan);
        if (plan.user() == null) {
            surroundings.make();
        } else {
            surroundings.makeAs(Account.named(plan.user()));
        }
        run(run).write(
                        plan,
                        cgroup.flatMap(own -> own.make(groupPrefix() + run)).orElse(null));
    }

    @Override
    public Waiting spawn(String run, RunPlan plan, Semaphore bell) throws IOException, InterruptedException {
        var environment = Exports.of(environment(run(run), plan));
        var process = builder(run(run), plan).start();
        process.onExit().thenRun(bell::release);
        return new WaitingSupervisor(process, environment);
    }

    /**
     * The command's environment. The supervisor has none of its variables, because they must not take effect before it
     * gives up its privileges.
     */
    private static Map<String, String> environment(RunDirectory run, RunPlan plan) {
        var surroundings = Surroundings.of(run, plan);
        var environment = new HashMap<String, String>();
        environment.put("HOME", surroundings.home().toString());
        environment.put("TMPDIR", surroundings.scratch().toString());
        environment.putAll(plan.environment());
        environment.put(Processes.MARKER, run.id());
        return environment;
    }

    private static ProcessBuilder builder(RunDirectory run, RunPlan plan) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "setsid",
                "/bin/sh",
                run.supervisor().toString(),
                run.path().toString(),
                plan.workspace().toString(),
                plan.command(),
                Supervisor.ownPidNamespace(),
                run.cgroup().map(group -> group.directory().toString()).orElse("")));
        if (plan.user() != null) {
            command.addAll(Account.named(plan.user()).prefix());
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
        builder.environment().clear();
        builder.environment().put("PATH", PATH);
        builder.environment().put(Processes.MARKER, run.id());
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
        var supervisor = run(run).supervisorProcess();
        return supervisor.isPresent() && supervisor.get().isOfThisBoot()
                ? Optional.of(supervisor.get().started())
                : Optional.empty();
    }

    @Override
    public List<Long> living(String run) throws IOException, InterruptedException {
        var found = Processes.of(run(run), family(run));
        var foreignAccount = foreignAccount(run);
        return foreignAccount.isEmpty()
                ? found
                : Stream.concat(
                                found.stream(),
                                ForeignProcesses.carrying(foreignAccount.get(), Processes.marker(run)).stream())
                        .distinct()
                        .toList();
    }

    private Family family(String run) {
        return families.computeIfAbsent(run, _ -> new Family());
    }

    @Override
    public void observe(String run) throws IOException {
        var supervisor = run(run).supervisorProcess();
        var copier = run(run).copierShell();
        var roots =
                copier.isPresent() && supervisor.isPresent() && supervisor.get().isAlive()
                        ? List.of(supervisor.get().pid())
                        : List.<Long>of();
        family(run).look(roots, copier.orElse(0L));
    }

    @Override
    public void signal(String run, List<Long> pids, boolean kill) throws IOException, InterruptedException {
        if (kill) {
            run(run).cgroup().ifPresent(Cgroup::kill);
        }
        for (var pid : pids) {
            ProcessHandle.of(pid).ifPresent(kill ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        }
        var foreignAccount = foreignAccount(run);
        if (foreignAccount.isPresent() && !pids.isEmpty()) {
            ForeignProcesses.signal(foreignAccount.get(), pids, kill);
        }
    }

    /** The user of the command, if this server has no permission to signal that user's processes. */
    private Optional<Account> foreignAccount(String run) throws IOException, InterruptedException {
        var user = run(run).user();
        return user.isEmpty() || Account.isServerRoot() ? Optional.empty() : Optional.of(Account.named(user.get()));
    }

    @Override
    public boolean isCopying(String run) throws IOException {
        return run(run).isCopying();
    }

    @Override
    public Optional<Output> open(String run) throws IOException {
        var log = run(run).log();
        return Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(log)
                ? Optional.of(new LogFile(run(run), new RandomAccessFile(log.toFile(), "r")))
                : Optional.empty();
    }

    @Override
    public Optional<Map<String, String>> environment(String run) throws IOException {
        var supervisor = run(run).supervisorProcess();
        return supervisor.isPresent() && supervisor.get().isAlive()
                ? Processes.environment(supervisor.get().pid())
                : Optional.empty();
    }

    @Override
    public Optional<String> key(String run) throws IOException {
        return run(run).key();
    }

    @Override
    public Watch watch(String run, Semaphore bell) {
        try {
            return watcher.watch(run(run).path(), bell);
        } catch (IOException e) {
            return () -> {}; // the limit of inotify watches is reached: followers poll instead
        }
    }

    @Override
    public void removeScratch(String run) throws IOException {
        Directories.delete(run(run).path().resolve("home"));
        Directories.delete(run(run).path().resolve("tmp"));
    }

    @Override
    public void removeOutput(String run) throws IOException {
        Files.deleteIfExists(run(run).log());
    }

    @Override
    public void remove(String run) throws IOException {
        var group = run(run).cgroup();
        Directories.delete(run(run).path());
        families.remove(run);
        if (group.isPresent()) {
            group.get().removeIfEmpty();
        }
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

package dev.waybill.simulation;

import dev.waybill.runs.Machine;
import dev.waybill.runs.RunPlan;
import dev.waybill.simulation.SimulatedRun.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** A machine with its disk and its processes. Every use of it is a point at which its server may die. */
final class SimulatedMachine implements Machine {
    private static final long COMMAND = 1;
    private static final long DAEMON = 2;

    final Map<String, SimulatedRun> runs = new LinkedHashMap<>();
    private final World world;
    private Duration booted = Duration.ZERO;
    private int boot;

    SimulatedMachine(World world) {
        this.world = world;
    }

    Duration booted() {
        return booted;
    }

    /** The power goes and comes back. */
    void reboot() {
        boot++;
        booted = world.now();
        runs.values().forEach(run -> run.losePower(world.now()));
    }

    private SimulatedRun run(String id) throws IOException {
        world.point();
        var run = runs.get(id);
        if (run == null) {
            throw new IOException("no run " + id);
        }
        return run;
    }

    @Override
    public String boot() {
        return "boot " + boot;
    }

    @Override
    public void write(String id, RunPlan plan) {
        world.point();
        runs.put(id, new SimulatedRun(id, plan, world.dice, world.now()));
        world.point();
    }

    @Override
    public Waiting spawn(String id, RunPlan plan, Semaphore bell) throws IOException {
        run(id);
        return new Waiting() {
            @Override
            public BooleanSupplier begin() throws IOException {
                return spawned(run(id), bell);
            }

            @Override
            public void close() {
                // Until it is told to begin, nobody can tell it from one that was never there.
            }
        };
    }

    private BooleanSupplier spawned(SimulatedRun run, Semaphore bell) {
        run.supervisor = Supervisor.SPAWNED;
        run.boot = boot;
        run.next = world.now();
        run.watchers.add(bell);
        return () -> {
            world.point();
            return run.supervisor != Supervisor.GONE;
        };
    }

    @Override
    public boolean exists(String id) {
        world.point();
        var run = runs.get(id);
        return run != null && run.files.exist();
    }

    @Override
    public boolean revoke(String id) throws IOException {
        return run(id).files.revoke(world.now());
    }

    @Override
    public OptionalInt exitCode(String id) throws IOException {
        var exit = run(id).files.exit();
        return exit == null ? OptionalInt.empty() : OptionalInt.of(exit);
    }

    @Override
    public boolean isSupervised(String id) throws IOException {
        var run = run(id);
        return started(run).isPresent() && run.supervisor != Supervisor.GONE;
    }

    @Override
    public void killSupervisor(String id) throws IOException {
        run(id).loseSupervisor();
    }

    @Override
    public Optional<Duration> started(String id) throws IOException {
        return started(run(id));
    }

    private Optional<Duration> started(SimulatedRun run) {
        return run.files.exist() && run.boot == boot
                ? Optional.ofNullable(run.files.startedSinceBoot())
                : Optional.empty();
    }

    @Override
    public List<Long> living(String id) throws IOException {
        var run = run(id);
        if (run.commandLives) {
            return run.daemonLives ? List.of(COMMAND, DAEMON) : List.of(COMMAND);
        }
        return run.daemonLives ? List.of(DAEMON) : List.of();
    }

    @Override
    public void observe(String id) {
        world.point();
    }

    @Override
    public void signal(String id, List<Long> pids, boolean kill) throws IOException {
        var run = run(id);
        if (!pids.isEmpty()) {
            run.signal(kill, world.now());
        }
    }

    @Override
    public boolean isCopying(String id) {
        world.point();
        return false;
    }

    @Override
    public Optional<Output> open(String id) throws IOException {
        var run = run(id);
        return run.files.exist() ? Optional.of(new Log(run.files)) : Optional.empty();
    }

    private final class Log implements Output {
        private final SimulatedFiles files;

        private Log(SimulatedFiles files) {
            this.files = files;
        }

        @Override
        public long length() {
            world.point();
            return files.logEnd();
        }

        @Override
        public int read(long at, byte[] buffer) {
            if (at >= files.logEnd()) {
                return -1; // as a file that has lost its end with the power
            }
            var bytes = files.read((int) at, Math.min((int) at + buffer.length, files.logEnd()));
            System.arraycopy(bytes, 0, buffer, 0, bytes.length);
            return bytes.length;
        }

        @Override
        public List<Long> gaps() {
            return List.of();
        }

        @Override
        public void discard(long end) {
            // its disk is never full
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Override
    public Optional<Map<String, String>> environment(String id) {
        return Optional.empty(); // only runs of an earlier version are asked for it
    }

    @Override
    public Optional<String> key(String id) throws IOException {
        var run = run(id);
        return run.files.hasKey() ? Optional.of(run.plan.key()) : Optional.empty();
    }

    @Override
    public Watch watch(String id, Semaphore bell) throws IOException {
        var run = run(id);
        run.watchers.add(bell);
        bell.release();
        return () -> run.watchers.remove(bell);
    }

    @Override
    public void removeScratch(String id) {
        world.point();
    }

    @Override
    public void removeOutput(String id) {
        throw new IllegalStateException("its disk is never full");
    }

    @Override
    public void remove(String id) {
        world.point();
        var run = runs.get(id);
        if (run != null) {
            run.files.remove(world.now());
        }
    }

    @Override
    public List<String> ids() {
        world.point();
        return runs.values().stream()
                .filter(run -> run.files.exist())
                .map(run -> run.id)
                .toList();
    }

    @Override
    public void close() {
        // it outlives its servers
    }
}

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
        runs.values().forEach(run -> run.losePower(world.dice.chance(10)));
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
        runs.put(id, new SimulatedRun(id, plan, world.dice));
        world.point();
    }

    @Override
    public BooleanSupplier spawn(String id, RunPlan plan, Semaphore bell) throws IOException {
        var run = run(id);
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
        return run != null && run.exists;
    }

    @Override
    public boolean revoke(String id) throws IOException {
        var run = run(id);
        if (run.exists && run.ready) {
            run.ready = false;
            run.revoked = true;
            return true;
        }
        return run.exists && run.revoked;
    }

    @Override
    public OptionalInt exitCode(String id) throws IOException {
        var run = run(id);
        return run.exists && run.exit != null ? OptionalInt.of(run.exit) : OptionalInt.empty();
    }

    @Override
    public boolean isSupervised(String id) throws IOException {
        var run = run(id);
        return run.exists && run.startedSinceBoot != null && run.boot == boot && run.supervisor != Supervisor.GONE;
    }

    @Override
    public void killSupervisor(String id) throws IOException {
        run(id).loseSupervisor();
    }

    @Override
    public Optional<Duration> started(String id) throws IOException {
        var run = run(id);
        return run.exists && run.boot == boot ? Optional.ofNullable(run.startedSinceBoot) : Optional.empty();
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
    public boolean isTorn(String id) {
        return false;
    }

    @Override
    public Optional<Output> open(String id) throws IOException {
        var run = run(id);
        return run.exists ? Optional.of(new Log(run)) : Optional.empty();
    }

    private final class Log implements Output {
        private final SimulatedRun run;

        private Log(SimulatedRun run) {
            this.run = run;
        }

        @Override
        public long length() {
            world.point();
            return run.written.size();
        }

        @Override
        public int read(long at, byte[] buffer) {
            var bytes = run.written.toByteArray();
            var length = Math.min(buffer.length, bytes.length - (int) at);
            System.arraycopy(bytes, (int) at, buffer, 0, length);
            return length;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Override
    public Optional<String> key(String id) throws IOException {
        var run = run(id);
        return run.exists ? Optional.of(run.plan.key()) : Optional.empty();
    }

    @Override
    public Watch watch(String id, Semaphore bell) throws IOException {
        var run = run(id);
        run.watchers.add(bell);
        bell.release();
        return () -> run.watchers.remove(bell);
    }

    @Override
    public void remove(String id) {
        world.point();
        var run = runs.get(id);
        if (run != null) {
            run.exists = false;
        }
    }

    @Override
    public List<String> ids() {
        world.point();
        return runs.values().stream()
                .filter(run -> run.exists)
                .map(run -> run.id)
                .toList();
    }

    @Override
    public void close() {
        // it outlives its servers
    }
}

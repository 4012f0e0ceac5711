import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Kills real servers with SIGKILL, freezes them, or cuts their power, again and again, while deploys are asked for, wait, run and are
 * cancelled; then checks that each came to the end that was planned for it, ran once and in its turn, and has every byte in its log.
 * bin/chaos compiles and runs it.
 */
final class Chaos implements AutoCloseable {
    private final Options options;
    private final Scratch scratch;
    private final Optional<Disk> disk;
    private final Servers servers;
    private final Diary diary = new Diary();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private boolean isClosed;
    private boolean holds;

    private Chaos(Path home, Options options, Scratch scratch) throws Exception {
        var program = home.resolve("bin/waybill");
        this.options = options;
        this.scratch = scratch;
        this.disk = options.cutsPower() ? Optional.of(Disk.make(scratch.path())) : Optional.empty();
        this.servers = disk.isPresent()
                ? Servers.onDisk(disk.get(), program, scratch, options.database())
                : options.nodes() > 1
                        ? Servers.several(options.nodes(), program, scratch, options.database())
                        : Servers.one(program, scratch, options.database());
    }

    public static void main(String[] arguments) throws Exception {
        var given = List.of(arguments).subList(1, arguments.length);
        if (given.contains("-h") || given.contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(given);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(Path.of(arguments[0]), options) ? 0 : 1);
    }

    private static boolean run(Path home, Options options) throws Exception {
        var obstacle = options.cutsPower() ? Disk.obstacle() : Optional.<String>empty();
        if (obstacle.isPresent()) {
            System.out.println("Skipped, since the power cannot be cut here: " + obstacle.get());
            return true;
        }
        System.out.println(options.words());
        try (var chaos = new Chaos(home, options, Scratch.make())) {
            Runtime.getRuntime().addShutdownHook(new Thread(chaos::closeAtLast));
            chaos.holds = chaos.wreak();
            return chaos.holds;
        } catch (Exception e) {
            System.out.println("FAILED, since it could not be brought to an end: " + e);
            return false;
        }
    }

    /** Whether all held. */
    private boolean wreak() throws Exception {
        var power = disk.map(it -> new Power(it, scratch));
        var kills = new Kills(options, scratch, servers, diary, threads, power);
        var requests = new Requests(options, scratch, servers, diary, threads, kills::count);
        var witness = new Witness(servers);
        servers.start();
        if (power.isPresent()) {
            kills.cutAtOnce();
            servers.awaitReady();
        }
        var watching = threads.submit(witness::watch);
        makeApps();
        var pushes = new Pushes(scratch, servers);
        if (power.isEmpty()) {
            pushes.makeApp(); // a cut may interrupt a command, after which automation waits for a person
        }
        var requester = threads.submit(requests::askAll);
        kills.killAll(requests.asked());
        var limit = Duration.ofMinutes(5).plus(Duration.ofSeconds(10).multipliedBy(options.deploys()));
        requester.get(limit.toSeconds(), TimeUnit.SECONDS);
        requests.awaitCancels(limit.toSeconds());
        System.err.println("all is asked for; waiting for the end of what runs ...");
        if (power.isEmpty()) {
            pushes.await();
        }
        Waiting.until(limit, () -> servers.deploys().stream().noneMatch(Checks::isUnderWay));
        if (watching.isDone()) {
            watching.get(); // it has failed
        }
        return new Checks(scratch, servers, diary, witness, power).hold(pushes);
    }

    private void makeApps() throws Exception {
        for (var app : Burst.apps()) {
            var settings = Map.of(
                    "name", app, "provider", "shell", "repository", scratch.repository().toString(),
                    "deploy", Burst.hasSteps(app) ? Scratch.STEPS : Scratch.COMMAND, "variables", Map.of("CHAOS", scratch.path().toString()));
            Server.expect(201, servers.anyReady().send("POST", "/api/0/apps/", settings));
        }
    }

    private void closeAtLast() {
        try {
            close();
        } catch (Exception e) {
            System.err.println("something may be left behind: " + e);
        }
    }

    /** Ends the servers and whatever of their runs lives. The files stay if something does not hold. */
    @Override
    public synchronized void close() throws Exception {
        if (isClosed) {
            return;
        }
        isClosed = true;
        threads.shutdownNow();
        servers.close();
        for (var left = Processes.ofRuns(scratch.path()); !left.isEmpty(); left = Processes.ofRuns(scratch.path())) {
            left.keySet().forEach(ProcessHandle::destroyForcibly);
        }
        if (disk.isPresent()) {
            disk.get().awaitDetached();
        }
        if (holds) {
            scratch.delete();
        } else {
            System.out.printf("seed %d; logs of servers, data and all else are kept in %s%n", options.seed(), scratch.path());
        }
    }
}

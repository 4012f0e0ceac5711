package dev.waybill.simulation;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppReader;
import dev.waybill.deploys.DeployRequest;
import dev.waybill.deploys.Deploys;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Expected;
import dev.waybill.deploys.Nodes;
import dev.waybill.deploys.Parts;
import dev.waybill.deploys.Target;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Unavailable;
import dev.waybill.events.Events;
import dev.waybill.gates.Locks;
import dev.waybill.hosts.Hosts;
import dev.waybill.logs.Logs;
import dev.waybill.providers.Providers;
import dev.waybill.runs.Runs;
import dev.waybill.store.Db;
import dev.waybill.vcs.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/**
 * One schedule: some servers on one database, requests, cancels, commands, and everything that can go wrong, in an order that the seed
 * decides. After every step the promises are checked; in the end, when nothing goes wrong any more, all must have come to its end.
 */
final class Simulation implements AutoCloseable {
    private static final int LONGEST = 60_000;
    private static final Duration FOREVER = Duration.ofHours(12);

    private final Path scratch;
    private final Git git;
    private final World world;
    private final Dice dice;
    private final Db db;
    private final SimulatedSources sources;
    private final SimulatedTime time;
    private final List<SimulatedNode> nodes;
    private final List<App> apps = new ArrayList<>();
    private final Promises promises;
    private final Caller ann;
    private int requestsLeft;
    private int faultsLeft;
    private int steps;

    /** What happened, for the story of a failure. */
    private final List<String> story = new ArrayList<>();

    Simulation(long seed, Stage stage, Path scratch, Git git) {
        this.scratch = scratch;
        this.git = git;
        this.dice = new Dice(seed);
        this.world = new World(dice);
        this.time = new SimulatedTime(world, () -> Duration.ZERO);
        this.db = stage.db();
        stage.play(world, time);
        this.sources = new SimulatedSources(world);
        this.nodes = IntStream.rangeClosed(1, dice.between(1, 3))
                .mapToObj(i -> new SimulatedNode(world, "n%d-%d".formatted(i, seed), this::parts))
                .toList();
        var user = db.write(tx -> new Access(db, new Events(time), time).named(tx, "ann"));
        this.ann = new Caller(user, 0, "a token", Grant.ALL);
        this.promises = new Promises(db, nodes);
        this.requestsLeft = dice.between(2, 8);
        this.faultsLeft = dice.between(0, 10);
        IntStream.rangeClosed(1, dice.between(1, 3)).forEach(i -> apps.add(app("app%d-%d".formatted(i, seed))));
    }

    private App app(String name) {
        var config = new AppReader(new Providers().byName())
                .read(Map.of(
                        "repository", "/repository",
                        "provider", "shell",
                        "provider_config", Map.of("command", "run", "timeout", 600, "read_timeout", 120)))
                .config();
        return new Apps(db, new Events(time), time).create(new Apps.Draft(name, config), ann.user());
    }

    /** As in {@code Server}, but for the world around it. */
    private Parts parts(SimulatedNode node, ExecutorService threads, Runnable whenGone) {
        try {
            var events = new Events(node.time);
            var access = new Access(db, events, node.time);
            var logs = new Logs(db, node.time);
            var self = Nodes.register(db, node.id, node.id, null, false, 2, node.time);
            return new Parts(
                    db,
                    events,
                    access,
                    new Apps(db, events, node.time),
                    new Hosts(db, git, events, scratch, node.time),
                    new Locks(events, access, Deploys.waiters(), Duration.ofDays(7), node.time),
                    sources,
                    new Runs(node.machine, node.time),
                    logs,
                    new Providers(),
                    self,
                    new Nodes(db, self, events, logs, node.time),
                    node.time,
                    () -> threads,
                    "http://simulated",
                    whenGone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws AssertionError if a promise is broken, with the story of it */
    void run() throws InterruptedException {
        try {
            nodes.forEach(SimulatedNode::start);
            while (requestsLeft > 0 || faultsLeft > 0) {
                if (dice.chance(4)) {
                    happen();
                }
                step();
            }
            settle();
            promises.checkEnd();
        } catch (AssertionError e) {
            var told = story.subList(Math.max(0, story.size() - 60), story.size());
            throw new AssertionError(
                    "after %d steps: %s%n%s".formatted(steps, e.getMessage(), String.join("\n", told)), e);
        }
    }

    /** Nothing goes wrong any more. */
    private void settle() throws InterruptedException {
        tell("from here on all is well");
        sources.areAway = false;
        nodes.forEach(node -> node.cutOff(false));
        var end = world.now().plus(FOREVER);
        while (!promises.allIsOver() || world.hasThreads("request")) {
            startAll();
            step();
            if (world.now().compareTo(end) > 0) {
                throw new AssertionError("it does not come to an end: " + promises.unfinished());
            }
        }
        var cleaned = world.now().plusSeconds(30);
        while (world.now().compareTo(cleaned) < 0) {
            startAll();
            step();
        }
    }

    private void startAll() {
        nodes.stream().filter(node -> !node.isUp()).forEach(SimulatedNode::start);
    }

    private void step() throws InterruptedException {
        if (++steps > LONGEST) {
            throw new AssertionError("it does not come to an end: " + promises.unfinished());
        }
        var threads = world.ready();
        var runs = nodes.stream()
                .flatMap(node -> node.machine.runs.values().stream()
                        .filter(run -> run.hasStep(world.now()))
                        .map(run -> new RunStep(node, run)))
                .toList();
        if (threads.isEmpty() && runs.isEmpty()) {
            passTime();
            return;
        }
        var chosen = dice.below(threads.size() + runs.size());
        if (chosen < threads.size()) {
            world.step(threads.get(chosen));
            killAtCommit(threads.get(chosen));
        } else {
            var step = runs.get(chosen - threads.size());
            var before = step.run().supervisor;
            step.run().step(world.now(), step.node().machine.booted());
            tell("%s %s: %s -> %s".formatted(step.node().id, step.run().plan.deploy(), before, step.run().supervisor));
        }
        promises.check(world.takeDirty());
    }

    private void killAtCommit(World.Actor thread) {
        for (var node : nodes) {
            if (node.commitsLeft >= 0 && world.isAboutToCommit(thread, node.life()) && node.commitsLeft-- == 0) {
                restart(node);
            }
        }
    }

    private record RunStep(SimulatedNode node, SimulatedRun run) {}

    private void passTime() {
        var next = world.nextTimer();
        var command = nodes.stream()
                .flatMap(node -> node.machine.runs.values().stream())
                .filter(SimulatedRun::isAlive)
                .map(run -> run.next)
                .min(Duration::compareTo)
                .orElse(null);
        if (next == null || command != null && command.compareTo(next) < 0) {
            next = command;
        }
        if (next != null) {
            world.passTo(next);
        } else {
            world.passTo(world.now().plusSeconds(1));
        }
    }

    private void happen() {
        var node = dice.oneOf(nodes);
        if (requestsLeft > 0 && dice.chance(40)) {
            requestsLeft--;
            request(node);
        } else if (faultsLeft > 0) {
            faultsLeft--;
            fault(node);
        }
    }

    private void fault(SimulatedNode node) {
        switch (dice.below(10)) {
            case 0 -> restart(node);
            case 1, 2 -> node.commitsLeft = dice.below(25);
            case 3, 4 -> end(node);
            case 5 -> {
                tell("%s loses power".formatted(node.id));
                node.machine.reboot();
                node.kill();
            }
            case 6 -> {
                node.cutOff(!node.isCutOff());
                tell("%s is cut off: %s".formatted(node.id, node.isCutOff()));
            }
            case 7 -> {
                tell("a clock jumps");
                node.time.jump(Duration.ofHours(dice.chance(50) ? 1 : -1));
            }
            case 8 -> {
                sources.areAway = !sources.areAway;
                tell("repositories are away: " + sources.areAway);
            }
            default -> forget(node);
        }
    }

    private void restart(SimulatedNode node) {
        tell("%s is %s".formatted(node.id, node.isUp() ? "killed" : "to start"));
        if (node.isUp()) {
            node.kill();
        }
        if (!node.isUp() && dice.chance(80)) {
            node.start();
        }
    }

    private void request(SimulatedNode node) {
        var deploys = node.deploys;
        if (deploys == null || node.isCutOff()) {
            return;
        }
        var app = dice.oneOf(apps);
        var request = new DeployRequest(
                app.name(),
                null,
                new Target.OfRef("main", null),
                ann,
                null,
                Map.of(),
                false,
                null,
                false,
                Door.API,
                Expected.ANYTHING,
                null);
        tell("%s is asked for %s".formatted(node.id, app.name()));
        world.start(node.life(), "request", () -> {
            try {
                var deploy = deploys.request(request);
                promises.accepted(deploy);
                tell("%s accepted %s".formatted(node.id, deploy.name()));
            } catch (InterruptedException | Unavailable e) {
                tell("%s could not say".formatted(node.id));
            }
        });
    }

    /** Somebody cancels or kills a deploy, or ends its supervisor by hand. */
    private void end(SimulatedNode node) {
        var deploys = node.deploys;
        var unfinished = promises.unfinished();
        if (deploys == null || node.isCutOff() || unfinished.isEmpty()) {
            return;
        }
        var deploy = dice.oneOf(unfinished);
        var isKill = dice.chance(30);
        tell("%s is told to %s %s".formatted(node.id, isKill ? "kill" : "cancel", deploy.name()));
        promises.askedToCancel(deploy);
        world.start(node.life(), "cancel", () -> {
            try {
                var cancelled = isKill ? deploys.kill(deploy, ann.user()) : deploys.cancel(deploy, ann.user());
                promises.cancelled(cancelled);
                tell("%s answers that %s is cancelled".formatted(node.id, deploy.name()));
            } catch (Conflict | Unavailable e) {
                tell("%s: %s".formatted(node.id, e.getMessage()));
            }
        });
    }

    private void forget(SimulatedNode lost) {
        var asked = nodes.stream().filter(node -> node != lost && node.serves()).findFirst();
        var known = asked.map(node -> node.nodes).orElse(null);
        if (known == null) {
            return;
        }
        world.start(asked.get().life(), "forget", () -> {
            try {
                known.forget(lost.id, ann.user());
                promises.forgotten(lost);
                tell("%s was declared gone".formatted(lost.id));
            } catch (Conflict | dev.waybill.errors.NotFound | Unavailable e) {
                tell("%s was not declared gone: %s".formatted(lost.id, e.getMessage()));
            }
        });
    }

    private void tell(String what) {
        story.add("%8d ms  %s".formatted(world.now().minus(Duration.ofDays(1)).toMillis(), what));
    }

    /** Ends all threads, so that nothing of this world is left. */
    @Override
    public void close() {
        nodes.forEach(SimulatedNode::kill);
        try {
            for (var ready = world.ready(); !ready.isEmpty(); ready = world.ready()) {
                world.step(ready.getFirst());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

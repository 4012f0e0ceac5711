package dev.waybill.simulation;

import dev.waybill.deploys.Door;
import dev.waybill.errors.ServiceException;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Target;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Two servers, one lane, and those who get at it at the same time: each does one thing, of some reads and transactions. In which
 * order these come is chosen from outside.
 */
final class Race implements AutoCloseable {
    private static final int COMMITS = 4;

    final Scene scene;
    final SimulatedLocks locks = new SimulatedLocks();
    private final World world;
    private final Promises promises;
    private final Commands commands;
    private final List<Actor> threads = new ArrayList<>();
    private final List<Racer> racers = new ArrayList<>();

    /** @param isAllKinKnown whether the servers know of all commits how they stand to each other */
    Race(long id, Stage stage, Path scratch, Git git, boolean isAllKinKnown) throws InterruptedException {
        this.scene = new Scene(id, Dice.loaded(), stage, scratch, git, new Scene.Extent(2, 1, true));
        this.world = scene.world;
        this.promises = new Promises(scene, locks::granted);
        this.commands = new Commands(scene);
        for (var i = 1; i < COMMITS; i++) {
            scene.history.push();
        }
        if (isAllKinKnown) {
            knowAllKin();
        }
        scene.nodes.forEach(SimulatedNode::start);
        while (!scene.nodes.stream().allMatch(node -> node.dispatcher != null && node.dispatcher.isWaiting())) {
            others();
        }
    }

    /** All questions were asked before. */
    private void knowAllKin() {
        var shas = scene.history.all();
        scene.db.write(tx -> {
            for (var base : shas) {
                for (var target : shas) {
                    var kinship = scene.history.kinship(base, target);
                    tx.update(
                            "insert into kinships (base, target, ahead, behind) values (?, ?, ?, ?)",
                            base.hex(),
                            target.hex(),
                            kinship.ahead(),
                            kinship.behind());
                }
            }
            return shas;
        });
    }

    Sha commit(int number) {
        return scene.history.all().get(number);
    }

    SimulatedNode.Server server() {
        return Objects.requireNonNull(scene.nodes.getFirst().server);
    }

    /** Somebody asks for a commit, on a thread that has not begun yet. */
    Actor request(int commit, Door door) {
        return request(new Target.OfRef(null, commit(commit).hex()), door);
    }

    Actor request(Target target, Door door) {
        var request = DeployRequest.of(
                scene.apps.getFirst().name(), Scene.PRODUCTION, target, scene.ann, "it has to be", door, null);
        return thread(
                () -> promises.accepted(server().engine().asking().requests().request(request)));
    }

    /** What somebody does. */
    interface Deed {
        void run() throws InterruptedException;
    }

    Actor thread(Deed deed) {
        return world.start(scene.nodes.getFirst().life(), "racer", () -> {
            try {
                deed.run();
            } catch (ServiceException | InterruptedException e) {
                scene.tell("a racer: %s", e.getMessage());
            }
        });
    }

    /** Lets everything go on until what was asked for has ended. Answers how many transactions that took in all. */
    long untilOver() throws InterruptedException {
        while (!promises.allIsOver()) {
            others();
        }
        return world.commits();
    }

    /** Lets everything go on until a thread is about to commit what makes so many transactions. Answers that thread. */
    Actor untilAboutTo(long commits) throws InterruptedException {
        while (true) {
            var next = world.ready().stream().findFirst();
            if (world.commits() == commits - 1 && next.isPresent() && next.get().atWrite) {
                return next.get();
            }
            others();
        }
    }

    /** Somebody who does not race goes on, or a command does, or time passes. */
    private void others() throws InterruptedException {
        goOn(world.ready().stream().filter(thread -> !threads.contains(thread)).findFirst());
    }

    private void goOn(Optional<Actor> ready) throws InterruptedException {
        var runs = commands.ready();
        if (ready.isPresent()) {
            step(ready.get());
        } else if (!runs.isEmpty()) {
            runs.getFirst().play();
        } else {
            commands.passTime();
        }
    }

    private void step(Actor thread) throws InterruptedException {
        world.step(thread);
        promises.check(world.takeDirty());
    }

    /** Lets one thread alone come to its end. */
    void finish(Actor thread) throws InterruptedException {
        while (!thread.done) {
            step(thread);
        }
    }

    /** Lets one thread alone come to the first thing that it looks at. */
    Actor untilRead(Actor thread) throws InterruptedException {
        while (!thread.atRead) {
            step(thread);
        }
        return thread;
    }

    /** Lets one thread alone come to the first thing that it changes. */
    Actor untilWrite(Actor thread) throws InterruptedException {
        while (!thread.atWrite) {
            step(thread);
        }
        return thread;
    }

    /**
     * A server looks at its lanes once. It has seen to the locks before, none of which ends by itself here, and to those without a
     * commit, of which there are none.
     */
    void addRound(SimulatedNode node) throws InterruptedException {
        var dispatcher = untilRead(Objects.requireNonNull(node.dispatcher));
        step(dispatcher);
        step(untilRead(dispatcher));
        add(untilRead(dispatcher));
    }

    void add(Actor thread) {
        threads.add(thread);
        racers.add(new Racer() {
            @Override
            public boolean isOpen() {
                return thread.atRead || thread.atWrite;
            }

            @Override
            public boolean isRead() {
                return thread.atRead;
            }

            /** What it reads after a change is only what it has changed itself. */
            @Override
            public void go() throws InterruptedException {
                var isWrite = thread.atWrite;
                do {
                    step(thread);
                } while (!thread.done && !thread.isWaiting() && !thread.atWrite && (isWrite || !thread.atRead));
            }
        });
    }

    /** What runs comes to its end, all at once. */
    void addEnd() {
        racers.add(new Racer() {
            @Override
            public boolean isOpen() {
                return promises.rows().stream().anyMatch(Recorded::isRunning);
            }

            @Override
            public boolean isRead() {
                return false;
            }

            @Override
            public void go() throws InterruptedException {
                while (isOpen()) {
                    others();
                }
            }
        });
    }

    /**
     * All that was asked for comes to its end, all at once.
     *
     * @param isNewestFirst of the threads that can go on, rather than the oldest
     */
    void addRest(boolean isNewestFirst) {
        racers.add(new Racer() {
            @Override
            public boolean isOpen() {
                return !promises.allIsOver();
            }

            @Override
            public boolean isRead() {
                return false;
            }

            @Override
            public void go() throws InterruptedException {
                while (isOpen()) {
                    var ready = world.ready();
                    goOn((isNewestFirst ? ready.reversed() : ready).stream().findFirst());
                }
            }
        });
    }

    /**
     * Lets them go on in the present order.
     *
     * @return false if another order stands for this one
     * @throws AssertionError if a promise is broken, with the story of it
     */
    boolean isPlayed(Orders orders) throws InterruptedException {
        try {
            return orders.isPlayed(racers);
        } catch (AssertionError e) {
            throw new AssertionError("%s%n%s".formatted(e.getMessage(), scene.story.end()), e);
        }
    }

    @Override
    public void close() {
        scene.close();
    }
}

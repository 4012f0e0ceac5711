package dev.waybill.simulation;

import dev.waybill.automation.Mode;
import dev.waybill.vcs.git.Git;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * One schedule: some servers on one database, requests, locks, judgements, commands, and everything that can go wrong, in an order
 * that the seed decides. After every step the promises are checked; in the end, when nothing goes wrong any more, all must have come
 * to its end.
 */
final class Simulation implements AutoCloseable {
    private static final int LONGEST = 200_000;
    private static final Duration FOREVER = Duration.ofHours(12);
    /** Longer than a server takes from beat to beat. */
    private static final Duration HEARD_OF = Duration.ofSeconds(6);
    /** Longer than it takes to end what a command has left running, and to remove its files. */
    private static final Duration CLEANED = Duration.ofSeconds(30);

    /** Longer than what automation has decided takes to be requested. */
    private static final Duration REQUESTED = Duration.ofSeconds(2);

    private final Scene scene;
    private final World world;
    private final Dice dice;
    private final Promises promises;
    private final SimulatedPeople people;
    private final SimulatedFaults faults;
    private final QuietPoint quiet;
    private final Commands commands;
    private int pushesLeft;
    private int requestsLeft;
    private int deedsLeft;
    private int faultsLeft;
    private int steps;

    Simulation(long seed, Stage stage, Path scratch, Git git) {
        this.dice = new Dice(seed);
        var extent = new Scene.Extent(dice.between(1, 3), dice.between(1, 2), false);
        this.scene = new Scene(seed, dice, stage, scratch, git, extent);
        this.world = scene.world;
        var locks = new SimulatedLocks();
        this.promises = new Promises(scene, locks::granted);
        this.people = new SimulatedPeople(scene, promises, locks);
        this.faults = new SimulatedFaults(scene);
        this.commands = new Commands(scene);
        this.quiet = new QuietPoint(world, promises);
        this.pushesLeft = scene.automatic().isEmpty() ? 0 : dice.between(1, 6);
        this.requestsLeft = pushesLeft > 0 ? dice.between(1, 6) : dice.between(2, 10);
        this.deedsLeft = dice.between(0, 12);
        this.faultsLeft = dice.between(0, 8);
    }

    /** @throws AssertionError if a promise is broken, with the story of it */
    void run() throws InterruptedException {
        try {
            IntStream.range(0, dice.below(8)).forEach(_ -> scene.tell(scene.history.push()));
            scene.nodes.forEach(SimulatedNode::start);
            while (pushesLeft > 0 || requestsLeft > 0 || deedsLeft > 0 || faultsLeft > 0 || people.areInAHurry()) {
                if (dice.chance(4)) {
                    happen();
                }
                people.hurryOn(dice.oneOf(scene.nodes));
                if (dice.chance(2)) {
                    quiet.play(dice.oneOf(scene.nodes));
                }
                step();
            }
            settle();
            promises.checkEnd();
        } catch (AssertionError e) {
            throw new AssertionError("after %d steps: %s%n%s".formatted(steps, e.getMessage(), scene.story.end()), e);
        }
    }

    private void happen() {
        var node = dice.oneOf(scene.nodes);
        var which = dice.below(pushesLeft > 0 ? 13 : 10);
        if (which > 9) {
            pushesLeft--;
            scene.tell(dice.chance(30) ? scene.history.forcePush() : scene.history.pushToMain());
        } else if (which < 4 && requestsLeft > 0) {
            ask(node);
        } else if (which < 7 && deedsLeft > 0) {
            deedsLeft--;
            people.act(node);
        } else if (faultsLeft > 0) {
            faultsLeft--;
            faults.happen(node);
        }
    }

    /** Nobody asks for ever, though there may be no server to hear it. */
    private void ask(SimulatedNode node) {
        if (dice.chance(12)) {
            requestsLeft -= 3;
            people.hurry();
        } else {
            requestsLeft -= people.request(node) || dice.chance(30) ? 1 : 0;
        }
    }

    /** Nothing goes wrong any more: all ends that nothing holds, then what locks held; nobody wants the rest. */
    private void settle() throws InterruptedException {
        faults.end();
        until(() -> !world.hasLateCommits() && !world.hasThreads(SimulatedOperator.FORGETS));
        untilPassed(HEARD_OF); // who was declared gone finds out, and starts anew
        untilAllServe();
        untilAnswered(); // somebody may just be asking for a drain
        people.stopDraining(asked());
        untilAnswered();
        until(promises::restIsHeld);
        untilAllServe();
        quiet.play(asked());
        people.unlockAll(asked());
        untilAnswered();
        until(promises::restIsHeld);
        untilAllServe();
        quiet.play(asked());
        people.switchAll(asked(), Mode.ON);
        untilAnswered();
        until(() -> promises.restIsHeld() && promises.nothingIsMissing());
        untilAllServe();
        quiet.play(asked());
        people.switchAll(asked(), Mode.OFF);
        untilAnswered();
        untilPassed(REQUESTED);
        people.giveUp(asked());
        until(promises::allIsOver);
        untilPassed(CLEANED);
    }

    private SimulatedNode asked() {
        return scene.nodes.getFirst();
    }

    private void untilPassed(Duration time) throws InterruptedException {
        var end = world.now().plus(time);
        until(() -> world.now().compareTo(end) >= 0);
    }

    private void untilAnswered() throws InterruptedException {
        until(() -> !people.areAsking());
    }

    private void untilAllServe() throws InterruptedException {
        until(() -> scene.nodes.stream().allMatch(SimulatedNode::serves));
    }

    private void until(BooleanSupplier holds) throws InterruptedException {
        var end = world.now().plus(FOREVER);
        while (!holds.getAsBoolean()) {
            startAll();
            step();
            if (world.now().compareTo(end) > 0) {
                throw new AssertionError("it does not come to an end: " + promises.waiting());
            }
        }
    }

    private void startAll() {
        scene.nodes.stream().filter(node -> !node.isUp()).forEach(SimulatedNode::start);
    }

    private void step() throws InterruptedException {
        if (++steps > LONGEST) {
            throw new AssertionError("it does not come to an end: " + promises.waiting());
        }
        var threads = world.ready();
        var runs = commands.ready();
        if (threads.isEmpty() && runs.isEmpty()) {
            commands.passTime();
            return;
        }
        var chosen = dice.below(threads.size() + runs.size());
        if (chosen < threads.size()) {
            world.step(threads.get(chosen));
            faults.killAtCommit(threads.get(chosen));
        } else {
            runs.get(chosen - threads.size()).play();
        }
        promises.check(world.takeDirty());
        if (faults.databaseGoesDown()) {
            promises.reread();
        }
    }

    @Override
    public void close() {
        scene.close();
    }
}

package dev.waybill.simulation;

import dev.waybill.access.Caller;
import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.automation.Mode;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement.Verdict;
import dev.waybill.errors.ServiceException;
import dev.waybill.locks.Lock;
import dev.waybill.locks.LockScope;
import dev.waybill.locks.Locks;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What people do to apps and servers, and to deploys that they or others asked for. */
final class SimulatedPeople {
    /** The name of their threads. */
    static final String ASKS = "somebody asks";

    private final SimulatedLocks locks;
    private final Scene scene;
    private final Dice dice;
    private final Promises promises;
    private final SimulatedRequests requests;
    private final SimulatedHurry hurry;
    private final SimulatedSwitches switches;

    SimulatedPeople(Scene scene, Promises promises, SimulatedLocks locks) {
        this.locks = locks;
        this.scene = scene;
        this.dice = scene.dice;
        this.promises = promises;
        this.requests = new SimulatedRequests(scene, promises);
        this.switches = new SimulatedSwitches(scene);
        this.hurry = new SimulatedHurry(scene, this, requests);
    }

    /** Something that they do by themselves. */
    private interface Deed {
        void run() throws InterruptedException;
    }

    /** On a thread of the server that is asked. What it refuses, and that it cannot answer, is part of the story. */
    private void ask(SimulatedNode node, Deed deed) {
        scene.world.start(node.life(), ASKS, () -> {
            try {
                deed.run();
            } catch (ServiceException | InterruptedException e) {
                scene.tell("%s: %s", node.id, e.getMessage());
            }
        });
    }

    private Caller somebody() {
        return dice.chance(50) ? scene.ann : scene.bob;
    }

    /** Somebody asks for a deploy; false if nobody is there to hear it. */
    boolean request(SimulatedNode node) {
        return node.serves() && request(node, requests.any());
    }

    /** Somebody begins to ask for one commit after the other. */
    void hurry() {
        hurry.begin();
    }

    /** Who is in a hurry asks once more, at some time. */
    void hurryOn(SimulatedNode node) {
        if (hurry.isUnderWay() && dice.chance(10)) {
            hurry.goOn(node);
        }
    }

    boolean areInAHurry() {
        return hurry.isUnderWay();
    }

    /** The same of something certain. */
    boolean request(SimulatedNode node, DeployRequest request) {
        var server = node.server;
        if (server != null && node.serves()) {
            scene.tell("%s is asked for %s", node.id, SimulatedRequests.words(request));
            ask(node, () -> {
                var deploy = server.engine().asking().requests().request(request);
                promises.accepted(deploy);
                scene.tell("%s accepted %s", node.id, deploy.name());
            });
            return true;
        }
        return false;
    }

    /** Somebody does something else. */
    void act(SimulatedNode node) {
        var server = node.server;
        if (server == null || !node.serves()) {
            return;
        }
        switch (dice.below(scene.automatic().isEmpty() ? 11 : 15)) {
            case 0, 1 -> scene.tell(scene.history.push());
            case 2, 3 -> lock(node, server, scope(dice.oneOf(scene.apps)), somebody());
            case 4 -> release(node, server, scope(dice.oneOf(scene.apps)), somebody());
            case 5, 6 -> judge(node, server);
            case 7 -> drain(node, server, dice.oneOf(scene.nodes), dice.chance(50));
            case 8 -> record(node, server, requests.ofPast());
            case 9, 10 -> end(node, server, promises.unfinished());
            default -> switches.any(node);
        }
    }

    /** Another tool says what it has deployed. */
    private void record(SimulatedNode node, SimulatedNode.Server server, DeployRequest request) {
        if (request.target() instanceof Target.Happened happened) {
            scene.tell("%s is told of %s", node.id, SimulatedRequests.words(request));
            ask(node, () -> {
                var deploy = server.engine().asking().past().record(request, happened);
                promises.accepted(deploy);
                scene.tell("%s recorded %s", node.id, deploy.name());
            });
        }
    }

    private LockScope scope(App app) {
        return switch (dice.below(4)) {
            case 0 -> LockScope.of(app, AppConfig.PRODUCTION);
            case 1 -> LockScope.ofEnvironment(AppConfig.PRODUCTION);
            default -> LockScope.of(app);
        };
    }

    /** What kind a lock is of, and whether it ends by itself, is a matter of what it is on: so nobody can mistake one for an older one. */
    private static Locks.Wish wish(LockScope scope, Instant now) {
        var kind = scope.app() == null ? Lock.Kind.AUTOMATION : Lock.Kind.HARD;
        var isOfLane = scope.app() != null && scope.environment() != null;
        return new Locks.Wish(kind, "mine", isOfLane ? now.plus(Duration.ofMinutes(5)) : null, false);
    }

    private void lock(SimulatedNode node, SimulatedNode.Server server, LockScope scope, Caller by) {
        ask(node, () -> {
            var lock = locks.take(
                    server, scope, wish(scope, server.foundation().time().now()), by);
            scene.tell("%s answers that %s locks %s", node.id, lock.holder(), scope.name());
        });
    }

    private void release(SimulatedNode node, SimulatedNode.Server server, LockScope scope, Caller by) {
        scene.tell("%s releases %s", by.user().name(), scope.name());
        ask(node, () -> locks.release(server, scope, by));
    }

    private void judge(SimulatedNode node, SimulatedNode.Server server) {
        var over = promises.withCommit();
        if (over.isEmpty()) {
            return;
        }
        var id = dice.oneOf(over);
        var verdict = dice.chance(60) ? Verdict.FAULTY : Verdict.GOOD;
        var by = somebody().user();
        ask(node, () -> {
            var judged = server.engine()
                    .asking()
                    .verdicts()
                    .judge(server.engine().deploys().require(id), verdict, "as seen", by);
            scene.tell("%s finds what %s brought %s", by.name(), judged.name(), verdict.word());
        });
    }

    private void drain(SimulatedNode node, SimulatedNode.Server server, SimulatedNode drained, boolean draining) {
        ask(node, () -> {
            server.site().nodes().drain(drained.id, draining, scene.ann.user());
            scene.tell("%s drains: %s", drained.id, draining);
        });
    }

    /** Somebody cancels or kills a deploy. */
    private void end(SimulatedNode node, SimulatedNode.Server server, List<Deploy> unfinished) {
        if (!unfinished.isEmpty()) {
            end(node, server, dice.oneOf(unfinished), dice.chance(30));
        }
    }

    private void end(SimulatedNode node, SimulatedNode.Server server, Deploy deploy, boolean isKill) {
        scene.tell("%s is told to %s %s", node.id, isKill ? "kill" : "cancel", deploy.name());
        promises.askedToCancel(deploy);
        ask(node, () -> {
            var by = scene.ann.user();
            var cancellations = server.engine().running().cancellations();
            promises.cancelled(isKill ? cancellations.kill(deploy, by) : cancellations.cancel(deploy, by));
            scene.tell("%s answers that %s is cancelled", node.id, deploy.name());
        });
    }

    void switchAll(SimulatedNode node, Mode mode) {
        switches.all(node, mode);
    }

    /** Whether somebody has yet to be answered. */
    boolean areAsking() {
        return scene.world.hasThreads(ASKS) || switches.areAsked();
    }

    void unlockAll(SimulatedNode node) {
        var server = node.server;
        if (server != null) {
            Locks.all(server.foundation().db()).forEach(lock -> release(node, server, lock.scope(), scene.ann));
        }
    }

    void stopDraining(SimulatedNode node) {
        var server = node.server;
        if (server != null) {
            scene.nodes.forEach(drained -> drain(node, server, drained, false));
        }
    }

    /** Nobody wants any more what still waits. */
    void giveUp(SimulatedNode node) {
        var server = node.server;
        if (server != null) {
            promises.unfinished().forEach(deploy -> end(node, server, deploy, false));
        }
    }
}

package dev.waybill.simulation;

import java.time.Duration;
import java.util.List;

/** What commands do by themselves, and the time that passes while nobody can go on. */
final class Commands {
    private final Scene scene;

    Commands(Scene scene) {
        this.scene = scene;
    }

    /** What is to happen to one of them now. */
    record Step(Scene scene, SimulatedNode node, SimulatedRun run) {
        void play() {
            var before = run.supervisor;
            run.step(scene.world.now(), node.machine.booted());
            scene.tell("%s %s: %s -> %s", node.id, run.plan.deploy(), before, run.supervisor);
        }
    }

    List<Step> ready() {
        return scene.nodes.stream()
                .flatMap(node -> node.machine.runs.values().stream()
                        .filter(run -> run.hasStep(scene.world.now()))
                        .map(run -> new Step(scene, node, run)))
                .toList();
    }

    void passTime() {
        var next = scene.world.nextTimer();
        var command = scene.nodes.stream()
                .flatMap(node -> node.machine.runs.values().stream())
                .filter(SimulatedRun::isAlive)
                .map(run -> run.next)
                .min(Duration::compareTo)
                .orElse(null);
        if (next == null || command != null && command.compareTo(next) < 0) {
            next = command;
        }
        scene.world.passTo(next != null ? next : scene.world.now().plusSeconds(1));
    }
}

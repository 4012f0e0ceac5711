package dev.waybill.simulation;

import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.errors.Unavailable;
import java.time.Duration;

/** What goes wrong in a world. */
final class SimulatedFaults {
    /** The name of the threads that declare a server gone. */
    static final String FORGETS = "forget";

    private final Scene scene;
    private final Dice dice;

    SimulatedFaults(Scene scene) {
        this.scene = scene;
        this.dice = scene.dice;
    }

    void happen(SimulatedNode node) {
        switch (dice.below(8)) {
            case 0 -> restart(node);
            case 1, 2 -> node.commitsLeft = dice.below(25);
            case 3 -> {
                scene.tell("%s loses power", node.id);
                node.machine.reboot();
                node.kill();
            }
            case 4 -> {
                node.cutOff(!node.isCutOff());
                scene.tell("%s is cut off: %s", node.id, node.isCutOff());
            }
            case 5 -> {
                scene.tell("a clock jumps");
                node.time.jump(Duration.ofHours(dice.chance(50) ? 1 : -1));
            }
            case 6 -> {
                scene.sources.areAway = !scene.sources.areAway;
                scene.tell("repositories are away: %s", scene.sources.areAway);
            }
            default -> forget(node);
        }
    }

    private void restart(SimulatedNode node) {
        scene.tell("%s is %s", node.id, node.isUp() ? "killed" : "to start");
        if (node.isUp()) {
            node.kill();
        }
        if (!node.isUp() && dice.chance(80)) {
            node.start();
        }
    }

    private void forget(SimulatedNode lost) {
        var asked = scene.nodes.stream()
                .filter(node -> node != lost && node.serves())
                .findFirst();
        var known = asked.map(node -> node.parts).orElse(null);
        if (known == null) {
            return;
        }
        scene.world.start(asked.get().life(), FORGETS, () -> {
            try {
                known.nodes().forget(lost.id, scene.ann.user());
                scene.tell("%s was declared gone", lost.id);
            } catch (Conflict | NotFound | Unavailable e) {
                scene.tell("%s was not declared gone: %s", lost.id, e.getMessage());
            }
        });
    }

    /** A server may die when it is about to commit. */
    void killAtCommit(Actor thread) {
        for (var node : scene.nodes) {
            if (node.commitsLeft >= 0 && scene.world.isAboutToCommit(thread, node.life()) && node.commitsLeft-- == 0) {
                restart(node);
            }
        }
    }

    /** Nothing is wrong any more, but that servers may be down. */
    void end() {
        scene.tell("from here on all is well");
        scene.sources.areAway = false;
        for (var node : scene.nodes) {
            node.cutOff(false);
            node.commitsLeft = -1;
        }
    }
}

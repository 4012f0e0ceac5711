package dev.waybill.simulation;

import java.time.Duration;

/** What goes wrong in a world. */
final class SimulatedFaults {
    private final Scene scene;
    private final Dice dice;
    private final SimulatedOperator operator;

    SimulatedFaults(Scene scene) {
        this.scene = scene;
        this.dice = scene.dice;
        this.operator = new SimulatedOperator(scene);
    }

    void happen(SimulatedNode node) {
        switch (dice.below(12)) {
            case 0 -> restart(node);
            case 1, 2 -> node.commitsLeft = dice.below(25);
            case 3 -> losePower(node);
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
            case 7, 8 -> freeze(node);
            case 9, 10 -> scene.database.goDownAfter(dice.between(1, 12));
            default -> forget(node);
        }
    }

    private void losePower(SimulatedNode node) {
        scene.tell("%s loses power", node.id);
        node.machine.reboot();
        node.kill();
    }

    /** The database goes down if it is to, and servers with it that share its machine; false if all goes on. */
    boolean databaseGoesDown() {
        if (!scene.database.isToGoDown() || !dice.chance(20)) {
            return false;
        }
        scene.tell("the database goes down");
        scene.database.goDown(Duration.ofMillis(dice.below(4000)));
        scene.nodes.stream().filter(_ -> dice.chance(30)).forEach(this::losePower);
        return true;
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

    /** It may be declared gone meanwhile, and does not know that when it goes on. */
    private void freeze(SimulatedNode node) {
        var seconds = dice.between(1, 60);
        scene.tell("%s is frozen for %d s", node.id, seconds);
        node.freeze(scene.world.now().plusSeconds(seconds));
        if (dice.chance(60)) {
            operator.forget(node, SimulatedOperator.PATIENCE);
        }
    }

    /** One of those that are silent, if anybody is. */
    private void forget(SimulatedNode node) {
        var silent = scene.nodes.stream().filter(SimulatedNode::isSilent).toList();
        operator.forget(silent.isEmpty() || dice.chance(30) ? node : dice.oneOf(silent), Duration.ZERO);
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
        scene.check.isCalm = true;
        scene.codeHost.isCalm = true;
        scene.database.stayUp();
        for (var node : scene.nodes) {
            node.cutOff(false);
            node.freeze(Duration.ZERO);
            node.commitsLeft = -1;
        }
    }
}

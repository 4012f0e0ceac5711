package dev.waybill.simulation;

import dev.waybill.automation.Mode;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.ServiceException;
import java.util.List;

/** People who switch automatic deploys off and on, pause them, and resume them after failures and rollbacks. */
final class SimulatedSwitches {
    /** The names of the threads that resume them begin with this, and end with the lane. */
    static final String RESUMES = "somebody resumes ";

    private static final String SWITCHES = "somebody switches ";

    private final Scene scene;
    private final List<AutomaticLane> lanes;

    SimulatedSwitches(Scene scene) {
        this.scene = scene;
        this.lanes = scene.automatic();
    }

    /** Mostly somebody resumes them: they stop by themselves often enough. */
    void any(SimulatedNode node) {
        if (!lanes.isEmpty()) {
            var mode = scene.dice.chance(75) ? Mode.ON : scene.dice.chance(50) ? Mode.OFF : Mode.PAUSED;
            set(node, scene.dice.oneOf(lanes), mode);
        }
    }

    void all(SimulatedNode node, Mode mode) {
        lanes.forEach(lane -> set(node, lane, mode));
    }

    private void set(SimulatedNode node, AutomaticLane lane, Mode mode) {
        var server = node.server;
        if (server == null) {
            return;
        }
        scene.world.start(node.life(), (mode == Mode.ON ? RESUMES : SWITCHES) + lane.name(), () -> {
            try {
                var automations = server.engine().automating().automations();
                var place = new Lane(lane.app().id(), lane.environment());
                automations.set(lane.app(), place, mode, null, scene.ann.user());
                scene.tell("%s answers that automatic deploys to %s are %s", node.id, lane.name(), mode.word());
            } catch (ServiceException e) {
                scene.tell("%s: %s", node.id, e.getMessage());
            }
        });
    }

    /** Whether somebody has yet to be answered. */
    boolean areAsked() {
        return lanes.stream()
                .anyMatch(lane -> scene.world.hasThreads(RESUMES + lane.name())
                        || scene.world.hasThreads(SWITCHES + lane.name()));
    }
}

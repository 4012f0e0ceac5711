package dev.waybill.simulation;

import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.errors.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Somebody who declares servers gone. */
final class SimulatedOperator {
    /** The name of the threads that do. */
    static final String FORGETS = "forget";
    /** A bit longer than a server may be unheard of. */
    static final Duration PATIENCE = Duration.ofSeconds(21);

    private final Scene scene;

    SimulatedOperator(Scene scene) {
        this.scene = scene;
    }

    /** Asks another server to declare this one gone, after a while. */
    void forget(SimulatedNode lost, Duration patience) {
        var asked = scene.nodes.stream()
                .filter(node -> node != lost && node.serves())
                .findFirst();
        var known = asked.map(node -> node.server).orElse(null);
        if (known == null) {
            return;
        }
        scene.world.start(asked.get().life(), FORGETS, () -> {
            scene.world.await(new Semaphore(0), patience);
            try {
                known.site().nodes().forget(lost.id, scene.ann.user());
                scene.tell("%s was declared gone", lost.id);
            } catch (Conflict | NotFound | Unavailable e) {
                scene.tell("%s was not declared gone: %s", lost.id, e.getMessage());
            }
        });
    }
}

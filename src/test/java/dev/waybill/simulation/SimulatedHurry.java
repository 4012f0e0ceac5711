package dev.waybill.simulation;

import dev.waybill.access.Caller;
import dev.waybill.apps.App;

/**
 * Somebody who pushes and asks for it, again and again, in one lane: so several commits wait there, and how they stand to what is live
 * changes with each that ends. Mostly nothing else holds them.
 */
final class SimulatedHurry {
    private final Scene scene;
    private final Dice dice;
    private final SimulatedPeople people;
    private final SimulatedRequests requests;
    private App app;
    private String environment = Scene.PRODUCTION;
    private Caller by;
    private int left;

    SimulatedHurry(Scene scene, SimulatedPeople people, SimulatedRequests requests) {
        this.scene = scene;
        this.dice = scene.dice;
        this.people = people;
        this.requests = requests;
        this.app = scene.apps.getFirst();
        this.by = scene.ann;
    }

    void begin() {
        app = dice.oneOf(scene.apps);
        environment = dice.oneOf(Scene.environments(app));
        by = dice.chance(50) ? scene.ann : scene.bob;
        left = dice.between(3, 6);
    }

    boolean isUnderWay() {
        return left > 0;
    }

    /** Pushes and asks once more. */
    void goOn(SimulatedNode node) {
        left--;
        scene.tell(scene.history.pushToMain());
        people.request(node, requests.ofHead(app, environment, by));
    }
}

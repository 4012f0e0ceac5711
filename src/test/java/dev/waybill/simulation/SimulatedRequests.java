package dev.waybill.simulation;

import dev.waybill.access.Caller;
import dev.waybill.apps.App;
import dev.waybill.deploys.Door;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked for in a world: by which door, by whom, which commit. */
final class SimulatedRequests {
    private final Scene scene;
    private final Dice dice;
    private final Promises promises;

    SimulatedRequests(Scene scene, Promises promises) {
        this.scene = scene;
        this.dice = scene.dice;
        this.promises = promises;
    }

    DeployRequest any() {
        var app = dice.oneOf(scene.apps);
        var environment = dice.oneOf(Scene.environments(app));
        var succeeded = promises.succeededIn(app.name() + "/" + environment);
        if (!succeeded.isEmpty() && dice.chance(30)) {
            return request(app, environment, back(succeeded), somebody(), Door.ROLLBACK, reason());
        }
        return switch (dice.below(8)) {
            case 0, 1 -> byItself(app, environment);
            case 2 -> request(app, environment, ref(), somebody(), Door.OLD_CLIENT, null);
            case 3 -> promotion(app);
            default -> request(app, environment, ref(), somebody(), Door.API, reason());
        };
    }

    /** Where nobody else does that, it is requested as if by automation. */
    private DeployRequest byItself(App app, String environment) {
        var main = new Target.OfRef("main", null);
        return AutomaticLane.of(app, environment).findAny().isPresent()
                ? request(app, environment, main, somebody(), Door.API, reason())
                : request(app, environment, main, scene.robot, Door.AUTOMATION, null);
    }

    /** Of any commit, older or newer than what is live. */
    DeployRequest ofPast() {
        var app = dice.oneOf(scene.apps);
        var sha = dice.oneOf(scene.history.all()).hex();
        var happened = new Target.Happened(null, sha, null, dice.chance(50) ? "job 42" : null);
        return request(app, dice.oneOf(Scene.environments(app)), happened, somebody(), Door.RECORD, reason());
    }

    /** What has just been pushed to the main line, by its name or by its sha. */
    DeployRequest ofHead(App app, String environment, Caller by) {
        var head = scene.history.head().hex();
        var target = dice.chance(50) ? new Target.OfRef("main", null) : new Target.OfRef(null, head);
        return request(app, environment, target, by, Door.API, dice.chance(80) ? "it has to be" : null);
    }

    private Caller somebody() {
        return dice.chance(50) ? scene.ann : scene.bob;
    }

    private @Nullable String reason() {
        return dice.chance(50) ? "it has to be" : null;
    }

    private Target ref() {
        return switch (dice.below(8)) {
            case 0 -> new Target.OfRef(null, null);
            case 1 -> new Target.OfRef(null, dice.oneOf(scene.history.all()).hex());
            case 2 -> new Target.OfRef(":current", null);
            case 3 -> new Target.OfRef(":previous", null);
            case 4, 5 -> new Target.OfRef(dice.oneOf(scene.history.branches()), null);
            default -> new Target.OfRef("main", null);
        };
    }

    private Target back(List<Integer> succeeded) {
        var to = dice.chance(60) ? null : "#" + dice.oneOf(succeeded);
        return new Target.Back(to, dice.chance(50), dice.chance(60));
    }

    private DeployRequest promotion(App app) {
        var target = new Target.Promoted(Scene.STAGING);
        return request(app, Scene.PRODUCTION, target, somebody(), Door.PROMOTION, reason());
    }

    private DeployRequest request(
            App app, String environment, Target target, Caller by, Door door, @Nullable String reason) {
        return new DeployRequest(
                app.name(),
                environment,
                target,
                by,
                null,
                Map.of(),
                dice.chance(10),
                reason,
                dice.chance(50),
                false,
                door,
                Expected.ANYTHING,
                null);
    }

    static String words(DeployRequest request) {
        return "%s/%s %s by %s of %s%s"
                .formatted(
                        request.app(),
                        request.environment(),
                        request.target().words(),
                        request.door().word(),
                        request.caller().user().name(),
                        request.reason() == null ? "" : ", with a reason");
    }
}

package dev.waybill.lookups;

import dev.waybill.access.Caller;
import dev.waybill.apps.App;
import dev.waybill.checks.CheckLooks;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.gates.CheckBlockers;
import dev.waybill.lanes.Lanes;
import dev.waybill.nodes.Nodes;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.DryRuns;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Explanation;
import dev.waybill.requests.Target;
import dev.waybill.store.Db;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains why a deploy does not start, by the same gates that decide it. */
public final class Explaining {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Db db;
    private final Lanes lanes;
    private final Nodes nodes;
    private final DryRuns dryRuns;
    private final CheckLooks checks;
    private final Automatic automatic;

    public Explaining(Db db, Lanes lanes, Nodes nodes, DryRuns dryRuns, CheckLooks checks, Automatic automatic) {
        this.db = db;
        this.lanes = lanes;
        this.nodes = nodes;
        this.dryRuns = dryRuns;
        this.checks = checks;
        this.automatic = automatic;
    }

    /** Explains the first pending deploy of a lane, or if there is none, an automatic one. */
    public Explanation lane(App app, Lane lane, Caller caller) throws InterruptedException {
        var first = first(lane);
        if (first.isPresent() && app.config().hasChecks() && isAskedAgain(app, lane, first.get())) {
            first = first(lane);
        }
        return first.isPresent()
                ? first.get()
                : request(app, lane, Target.OfRef.DEFAULT, Door.AUTOMATION, false, null, caller);
    }

    /** Whether the checks that hold a deploy were asked now. */
    private boolean isAskedAgain(App app, Lane lane, Explanation first) throws InterruptedException {
        var isHeld = first.blockers().stream().anyMatch(CheckBlockers.CheckBlocker.class::isInstance);
        if (isHeld && first.sha() != null) {
            checks.look(app, lane, first.sha(), first.ref(), false, false, PATIENCE);
        }
        return isHeld;
    }

    private Optional<Explanation> first(Lane lane) {
        var queue = db.read(handle -> lanes.explained(handle, lane, nodes.all(handle)));
        return queue.waiting().stream()
                .findFirst()
                .map(judged -> new Explanation(
                        judged.deploy(),
                        judged.deploy().ref(),
                        judged.deploy().sha(),
                        judged.position(),
                        judged.blockers(),
                        List.of()));
    }

    /**
     * @param target the default with the door of automation: what that would deploy
     * @param reason null if none would be given
     */
    public Explanation request(
            App app, Lane lane, Target.OfRef target, Door door, boolean force, @Nullable String reason, Caller caller)
            throws InterruptedException {
        if (door == Door.AUTOMATION && target.equals(Target.OfRef.DEFAULT)) {
            var status = automatic.of(app, lane, caller);
            if (status.isPresent()) {
                return status.get().next();
            }
        }
        return dryRuns.explain(new DeployRequest(
                app.name(),
                lane.environment(),
                target,
                caller,
                null,
                Map.of(),
                force,
                reason,
                false,
                false,
                door,
                Expected.ANYTHING,
                null));
    }
}

package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.apps.GateVersion;
import dev.waybill.errors.Conflict;
import java.util.Map;
import java.util.function.Predicate;

/** Ends deploys because somebody wants it. What runs is told by its node, which hears of it; here it is only written down. */
final class Endings {
    private static final int TRIES = 20;

    private final Parts parts;
    private final DeployStore store;

    Endings(Parts parts, DeployStore store) {
        this.parts = parts;
        this.store = store;
    }

    /**
     * Cancels a deploy. One that waits is over at once; one that runs is told to end, and holds its lane until nothing of it lives.
     *
     * @throws Conflict if it is over already
     */
    Deploy cancel(Deploy asked, User by) {
        return end(asked, by, deploy -> hasEndingRequested(deploy) || cancelRunning(deploy, by));
    }

    /**
     * The same without a grace for what runs, also for one that was cancelled before and takes its time.
     *
     * @throws Conflict if it is over already
     */
    Deploy kill(Deploy asked, User by) {
        return end(asked, by, deploy -> killRunning(deploy, by));
    }

    private static boolean hasEndingRequested(Deploy deploy) {
        return deploy.state() instanceof Deploy.Running running && running.isCancelled();
    }

    private Deploy end(Deploy asked, User by, Predicate<Deploy> endRunning) {
        for (var i = 0; i < TRIES; i++) {
            var deploy = find(asked.id());
            var done = switch (deploy.state()) {
                case Deploy.Pending _ -> cancelPending(deploy, by);
                case Deploy.Running _ -> endRunning.test(deploy);
                case Deploy.Finished finished ->
                    throw new Conflict(
                            "conflict",
                            "%s has ended already: %s"
                                    .formatted(deploy.name(), finished.outcome().word()));
            };
            if (done) {
                return find(deploy.id());
            }
        }
        throw new Conflict("conflict", "%s is changing its state; try again".formatted(asked.name()));
    }

    private boolean cancelPending(Deploy deploy, User by) {
        return parts.db().writeAnyway(tx -> {
            var cancelled = Transitions.finishPending(
                    tx, deploy.id(), Outcome.CANCELLED, null, parts.time().now());
            if (cancelled) {
                parts.logs().complete(tx, deploy.id().value());
                parts.events()
                        .append(
                                tx,
                                DeployEvents.of(
                                        "deploy.finished",
                                        deploy,
                                        Map.of("outcome", Outcome.CANCELLED.word(), "by", by.name())));
                tx.signal(GateVersion.LANES);
            }
            return cancelled;
        });
    }

    private boolean cancelRunning(Deploy deploy, User by) {
        return parts.db().writeAnyway(tx -> {
            var cancelled = Transitions.cancelRunning(tx, deploy);
            if (cancelled) {
                parts.logs().say(tx, deploy.id().value(), "cancelled by " + by.name());
                parts.events().append(tx, DeployEvents.of("deploy.cancelled", deploy, Map.of("by", by.name())));
                tx.signal(DeployEvents.STOPS);
            }
            return cancelled;
        });
    }

    private boolean killRunning(Deploy deploy, User by) {
        return parts.db().writeAnyway(tx -> {
            var killed = Transitions.killRunning(tx, deploy);
            if (killed) {
                parts.logs().say(tx, deploy.id().value(), "killed by " + by.name());
                parts.events().append(tx, DeployEvents.of("deploy.killed", deploy, Map.of("by", by.name())));
                tx.signal(DeployEvents.STOPS);
            }
            return killed;
        });
    }

    private Deploy find(DeployId id) {
        return store.require(id);
    }
}

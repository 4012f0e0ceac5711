package dev.waybill.execution;

import dev.waybill.access.User;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.Transitions;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.NoRoom;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Events;
import dev.waybill.logs.Logs;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels and kills deploys. For a running deploy it only records the wish; the node that runs the deploy notices and acts. */
public final class Cancellations {
    private static final Logger LOG = LoggerFactory.getLogger(Cancellations.class);
    private static final int TRIES = 20;

    private final Db db;
    private final Logs logs;
    private final Events events;
    private final Ending ending;
    private final Runner runner;
    private final DeployStore store;

    public Cancellations(Db db, Logs logs, Events events, Ending ending, Runner runner) {
        this.db = db;
        this.logs = logs;
        this.events = events;
        this.ending = ending;
        this.runner = runner;
        this.store = new DeployStore(db);
    }

    /**
     * Cancels a deploy. A pending one ends at once; a running one is stopped, and holds its lane until all of its processes have
     * ended.
     *
     * @throws Conflict if it has already ended
     */
    public Deploy cancel(Deploy asked, User by) {
        try {
            return end(
                    asked,
                    by,
                    deploy ->
                            hasEndingRequested(deploy) || db.<Boolean>writeAnyway(tx -> cancelRunning(tx, deploy, by)));
        } catch (NoRoom e) {
            return ended(asked, by, false, e);
        }
    }

    /**
     * Cancels a deploy only if it has not changed since it was read; empty if it has.
     *
     * @throws Conflict if it had already ended when it was read
     */
    public Optional<Deploy> cancelUnchanged(Deploy read, User by) {
        try {
            return db.<Boolean>writeAnyway(tx -> Transitions.holdVersion(tx, read) && isCancelled(tx, read, by))
                    ? Optional.of(find(read.id()))
                    : Optional.empty();
        } catch (NoRoom e) {
            return Optional.of(ended(read, by, false, e));
        }
    }

    private boolean isCancelled(Tx tx, Deploy deploy, User by) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> cancelPending(tx, deploy, by);
            case Deploy.Running running -> running.isCancelled() || cancelRunning(tx, deploy, by);
            case Deploy.Finished finished -> throw hasEnded(deploy, finished);
        };
    }

    /**
     * Ends a deploy without a grace period, also one that was cancelled before and is still ending.
     *
     * @throws Conflict if it has already ended
     */
    public Deploy kill(Deploy asked, User by) {
        try {
            return end(asked, by, deploy -> killRunning(deploy, by));
        } catch (NoRoom e) {
            return ended(asked, by, true, e);
        }
    }

    /**
     * For a full disk: a deploy that runs on this node is stopped although the database cannot record it; its end is recorded
     * once there is space.
     */
    private Deploy ended(Deploy deploy, User by, boolean isKill, NoRoom failure) {
        if (!runner.end(deploy.id(), isKill)) {
            throw failure;
        }
        LOG.warn(
                "deploy={} {} is being stopped for {}; this could not be recorded: {}",
                deploy.id(),
                deploy.name(),
                by.name(),
                failure.sentence());
        return deploy;
    }

    private static boolean hasEndingRequested(Deploy deploy) {
        return deploy.state() instanceof Deploy.Running running && running.isCancelled();
    }

    private Deploy end(Deploy asked, User by, Predicate<Deploy> endRunning) {
        for (var i = 0; i < TRIES; i++) {
            var deploy = find(asked.id());
            var done = switch (deploy.state()) {
                case Deploy.Pending _ -> db.<Boolean>writeAnyway(tx -> cancelPending(tx, deploy, by));
                case Deploy.Running _ -> endRunning.test(deploy);
                case Deploy.Finished finished -> throw hasEnded(deploy, finished);
            };
            if (done) {
                return find(deploy.id());
            }
        }
        throw new Conflict("conflict", "%s is changing its state; try again".formatted(asked.name()));
    }

    private static Conflict hasEnded(Deploy deploy, Deploy.Finished finished) {
        return new Conflict(
                "conflict",
                "%s has already ended: %s"
                        .formatted(deploy.name(), finished.outcome().word()));
    }

    private boolean cancelPending(Tx tx, Deploy deploy, User by) {
        return ending.ofWaiting(tx, deploy, Outcome.CANCELLED, null, by.name());
    }

    private boolean cancelRunning(Tx tx, Deploy deploy, User by) {
        var cancelled = Transitions.cancelRunning(tx, deploy);
        if (cancelled) {
            logs.say(tx, deploy.id().value(), "cancelled by " + by.name());
            events.append(tx, DeployEvents.of(deploy, new DeployEvent.Cancelled(deploy.name(), by.name(), null)));
            tx.signal(DeployEvents.STOPS);
        }
        return cancelled;
    }

    private boolean killRunning(Deploy deploy, User by) {
        return db.writeAnyway(tx -> {
            var killed = Transitions.killRunning(tx, deploy);
            if (killed) {
                logs.say(tx, deploy.id().value(), "killed by " + by.name());
                events.append(tx, DeployEvents.of(deploy, new DeployEvent.Killed(deploy.name(), by.name())));
                tx.signal(DeployEvents.STOPS);
            }
            return killed;
        });
    }

    private Deploy find(DeployId id) {
        return store.require(id);
    }
}

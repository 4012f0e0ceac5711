package dev.waybill.execution;

import dev.waybill.commands.TakenOver;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Node;
import dev.waybill.errors.NoRoom;
import dev.waybill.errors.Unavailable;
import dev.waybill.runs.Stop;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the deploys that run on this node to their ends, each on a thread of its own. Thread-safe. */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Loop STOPS =
            new Loop("cancellations could not be looked for", DeployEvents.STOPS, Duration.ofSeconds(5));

    private final Db db;
    private final DeployStore store;
    private final Node node;
    private final Time time;
    private final Execution execution;
    private final Leftovers leftovers;
    private final Executor threads;
    private final ConcurrentHashMap<DeployId, Stop> underWay = new ConcurrentHashMap<>();

    public Runner(Db db, Node node, Time time, Execution execution, Leftovers leftovers, Executor threads) {
        this.db = db;
        this.store = new DeployStore(db);
        this.node = node;
        this.time = time;
        this.execution = execution;
        this.leftovers = leftovers;
        this.threads = threads;
    }

    /** Takes over what an earlier start of this server had under way, and removes what nobody needs any more. */
    public void resumeAll() {
        var running = store.runningOn(node.id());
        leftovers.remove();
        for (var deploy : running) {
            LOG.info("deploy={} {} is followed again", deploy.id(), deploy.name());
            start(deploy);
        }
    }

    /** Ends the commands of deploys that were declared over although this server lives: their lanes are others' by now. Blocks. */
    public void endForgotten() {
        leftovers.removeUnknown();
    }

    /** Goes on with a running deploy, from wherever it is; one that is followed already is left alone. Returns at once. */
    public void start(Deploy deploy) {
        var stop = new Stop();
        if (underWay.putIfAbsent(deploy.id(), stop) == null) {
            try {
                threads.execute(() -> untilDone(deploy, stop));
            } catch (RejectedExecutionException e) {
                LOG.info("deploy={} waits for the next start of this server", deploy.id());
            }
        }
    }

    /** Passes cancellations on to what runs here, whichever node took them; until the server goes down. */
    public void heedStops() throws InterruptedException {
        STOPS.run(db, () -> {
            store.runningOn(node.id()).forEach(this::heedStop);
            return Optional.of(STOPS.safetyNet());
        });
    }

    /** Ends a deploy that runs here, though nobody could write that down; false if it does not. Returns at once. */
    boolean end(DeployId deploy, boolean isKill) {
        var stop = underWay.get(deploy);
        if (stop != null && isKill) {
            stop.kill();
        } else if (stop != null) {
            stop.request();
        }
        return stop != null;
    }

    private void heedStop(Deploy deploy) {
        start(deploy); // should a claim be ours although its answer was lost, it is followed from here on
        if (deploy.state() instanceof Deploy.Running running && running.isCancelled()) {
            end(deploy.id(), running.isKilled());
        }
    }

    /** When the database goes away the command goes on, and is followed again, as after a start of the server. */
    private void untilDone(Deploy deploy, Stop stop) {
        try {
            while (!isDone(deploy, stop)) {
                time.sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server goes down; its next start goes on from here
        }
    }

    private boolean isDone(Deploy deploy, Stop stop) throws InterruptedException {
        try {
            if (store.isRunningOn(deploy.id(), node)) {
                execution.run(execution.of(deploy, stop));
            }
            underWay.remove(deploy.id());
            // Also if it was over already: the database may have gone down before it said so.
            leftovers.removeOf(deploy);
            return true;
        } catch (TakenOver e) {
            // A later start follows it, which the next look tells; or the database has lost what was not on its disk.
            LOG.warn("deploy={} {} is looked at again: {}", deploy.id(), deploy.name(), e.getMessage());
        } catch (Unavailable e) {
            LOG.warn(
                    "deploy={} {} is followed again when that is possible: {}",
                    deploy.id(),
                    deploy.name(),
                    e.getMessage());
            if (e instanceof NoRoom && stop.isRequested()) {
                makeRoom(deploy, stop);
            }
        } catch (RuntimeException e) {
            if (db.signals().isClosed()) {
                return true; // the next start goes on from here
            }
            LOG.error("deploy={} {} is followed again in {} s", deploy.id(), deploy.name(), AGAIN.toSeconds(), e);
        }
        return false;
    }

    private void makeRoom(Deploy deploy, Stop stop) throws InterruptedException {
        try {
            execution.makeRoom(execution.of(deploy, stop));
        } catch (RuntimeException e) {
            LOG.warn(
                    "deploy={} {} could not make room; tried again in {} s",
                    deploy.id(),
                    deploy.name(),
                    AGAIN.toSeconds(),
                    e);
        }
    }
}

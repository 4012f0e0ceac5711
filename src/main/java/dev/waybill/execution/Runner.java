package dev.waybill.execution;

import dev.waybill.commands.RunningDeploy;
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

/** Follows the deploys that run on this node until they end, each on its own thread. Thread-safe. */
public final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Loop STOPS =
            new Loop("looking for cancellations failed", DeployEvents.STOPS, Duration.ofSeconds(5));

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

    /** Takes over the running deploys of an earlier start of this server, and removes files that are not needed any more. */
    public void resumeAll() {
        var running = store.runningOn(node.id());
        leftovers.remove();
        for (var deploy : running) {
            LOG.info("deploy={} {} is resumed", deploy.id(), deploy.name());
            start(deploy);
        }
    }

    /**
     * Stops the commands of deploys that were ended because this node was declared gone: other deploys may have their lanes now.
     * Blocks.
     */
    public void endForgotten() {
        leftovers.removeUnknown();
    }

    /** Continues a running deploy from whatever point it has reached, unless it is already being followed. Does not block. */
    public void start(Deploy deploy) {
        var stop = new Stop();
        heed(deploy, stop); // no step may begin before the first look at cancellations
        if (underWay.putIfAbsent(deploy.id(), stop) == null) {
            try {
                threads.execute(() -> untilDone(deploy, stop));
            } catch (RejectedExecutionException e) {
                LOG.info("deploy={} {} will be resumed at the next start of this server", deploy.id(), deploy.name());
            }
        }
    }

    /** Passes cancellations, from whichever node, on to the deploys that run here. Blocks until the server shuts down. */
    public void heedStops() throws InterruptedException {
        STOPS.run(db, () -> {
            store.runningOn(node.id()).forEach(this::heedStop);
            return Optional.of(STOPS.safetyNet());
        });
    }

    /** Stops a deploy that runs here without a record of it; false if it does not run here. Does not block. */
    boolean end(DeployId deploy, boolean isKill) {
        var stop = underWay.get(deploy);
        if (stop != null) {
            tell(stop, isKill);
        }
        return stop != null;
    }

    private void heedStop(Deploy deploy) {
        start(deploy); // a claim may have succeeded although its answer was lost; such a deploy is followed from here
        // on
        var stop = underWay.get(deploy.id());
        if (stop != null) {
            heed(deploy, stop);
        }
    }

    private static void heed(Deploy deploy, Stop stop) {
        if (deploy.state() instanceof Deploy.Running running && running.isCancelled()) {
            tell(stop, running.isKilled());
        }
    }

    private static void tell(Stop stop, boolean isKill) {
        if (isKill) {
            stop.kill();
        } else {
            stop.request();
        }
    }

    /** If the database becomes unavailable, the command goes on, and is followed again later, as after a restart. */
    private void untilDone(Deploy deploy, Stop stop) {
        try {
            while (!isDone(deploy, stop)) {
                time.sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is shutting down; its next start continues from here
        } catch (Error e) { // such as too little memory: the next look at cancellations continues from here
            underWay.remove(deploy.id(), stop);
            LOG.error("deploy={} {} is followed again in a moment", deploy.id(), deploy.name(), e);
            throw e;
        }
    }

    private boolean isDone(Deploy deploy, Stop stop) throws InterruptedException {
        try {
            leftovers.begins(deploy);
            if (store.isRunningOn(deploy.id(), node)) {
                run(execution.of(deploy, stop));
            }
            // Also if it had already ended: the database may have failed before it answered.
            leftovers.removeOf(deploy);
            underWay.remove(deploy.id()); // at last, so that nobody else begins to remove its files meanwhile
            return true;
        } catch (TakenOver e) {
            // A later start follows it, which the next look shows; or the database has lost what was not on its disk.
            LOG.warn("deploy={} {} is read again: {}", deploy.id(), deploy.name(), e.getMessage());
        } catch (Unavailable e) {
            LOG.warn("deploy={} {} cannot be followed for now: {}", deploy.id(), deploy.name(), e.getMessage());
            if (e instanceof NoRoom && stop.isRequested()) {
                makeRoom(deploy, stop);
            }
        } catch (RuntimeException e) {
            if (db.signals().isClosed()) {
                return true; // the next start continues from here
            }
            LOG.error(
                    "deploy={} {} cannot be followed; trying again in {} s",
                    deploy.id(),
                    deploy.name(),
                    AGAIN.toSeconds(),
                    e);
        }
        return false;
    }

    /** The end of this server, which interrupts its threads, is announced first. */
    private void run(RunningDeploy running) throws InterruptedException {
        try {
            execution.run(running);
        } catch (InterruptedException e) {
            abandon(running, e, true);
        }
    }

    private void abandon(RunningDeploy running, InterruptedException why, boolean isFirst) throws InterruptedException {
        if (db.signals().isClosed()) {
            throw why;
        }
        try {
            execution.abandon(running, isFirst);
        } catch (InterruptedException e) {
            abandon(running, e, false);
        }
    }

    private void makeRoom(Deploy deploy, Stop stop) throws InterruptedException {
        try {
            execution.makeRoom(execution.of(deploy, stop));
        } catch (RuntimeException e) {
            LOG.warn(
                    "deploy={} {} could not make room; trying again in {} s",
                    deploy.id(),
                    deploy.name(),
                    AGAIN.toSeconds(),
                    e);
        }
    }
}

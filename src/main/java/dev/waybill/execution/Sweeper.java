package dev.waybill.execution;

import dev.waybill.commands.RunStore;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.runs.Runs;
import dev.waybill.store.Db;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops all processes that the commands of a deploy have left running, and frees disk space that they have filled. Thread-safe.
 */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final RunStore store;
    private final Runs runs;
    private final Leftovers leftovers;

    public Sweeper(Db db, Runs runs, Leftovers leftovers) {
        this.store = new RunStore(db);
        this.runs = runs;
        this.leftovers = leftovers;
    }

    /** Returns when all processes that can be found have ended. */
    void sweep(RunningDeploy running) throws InterruptedException {
        var deploy = running.deploy();
        for (var run : store.of(deploy.id())) {
            try {
                runs.sweep(run.id(), running.grace(), running.stop());
            } catch (IOException e) {
                LOG.warn("deploy={} run={}: stopping its remaining processes failed", deploy.id(), run.id(), e);
            }
        }
    }

    /** Removes the files of a deploy, which may be what fills the disk. Once the deploy must end, they are not needed. */
    void makeRoom(RunningDeploy running) {
        leftovers.makeRoom(running.deploy());
    }
}

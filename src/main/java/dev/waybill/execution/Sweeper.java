package dev.waybill.execution;

import dev.waybill.commands.RunStore;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.runs.Runs;
import dev.waybill.store.Db;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends whatever the commands of a deploy have left running, and makes room where they have filled the disk. Thread-safe. */
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

    /** Returns when nothing of it lives, as far as that can be told. */
    void sweep(RunningDeploy running) throws InterruptedException {
        var deploy = running.deploy();
        for (var run : store.of(deploy.id())) {
            try {
                runs.sweep(run.id(), running.grace(), running.stop());
            } catch (IOException e) {
                LOG.warn("deploy={} run={} could not be swept", deploy.id(), run.id(), e);
            }
        }
    }

    /** What a deploy has written may be what fills the disk. One that is over needs it no more. */
    void makeRoom(RunningDeploy running) {
        leftovers.makeRoom(running.deploy());
    }
}

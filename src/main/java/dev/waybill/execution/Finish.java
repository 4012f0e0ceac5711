package dev.waybill.execution;

import dev.waybill.commands.RunningDeploy;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Moment;
import dev.waybill.deploys.Node;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.RunningTransitions;
import dev.waybill.deploys.Transitions;
import dev.waybill.errors.NoRoom;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Result;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records how deploys that ran have ended. Thread-safe. */
public final class Finish {
    private final Db db;
    private final Node node;
    private final Logs logs;
    private final Ending ending;
    private final Sweeper sweeper;
    private final Supplier<Moment> clock;

    public Finish(Db db, Node node, Logs logs, Ending ending, Sweeper sweeper, Supplier<Moment> clock) {
        this.db = db;
        this.node = node;
        this.logs = logs;
        this.ending = ending;
        this.sweeper = sweeper;
        this.clock = clock;
    }

    /**
     * Blocks until the outcome is recorded. Before a deploy ends as cancelled, it stops all processes that its commands have
     * left running.
     */
    void record(RunningDeploy running, Result result, Steps steps) throws InterruptedException {
        var swept = false;
        do {
            if (running.stop().isRequested()) {
                sweeper.sweep(running);
                swept = true;
            }
            try {
                if (isRecorded(running.deploy(), result, steps, swept)) {
                    return;
                }
            } catch (NoRoom e) {
                sweeper.makeRoom(running); // it has ended, and that has to be recorded
                throw e;
            }
            running.stop().request(); // only a cancel can prevent the record of a result
        } while (new DeployStore(db).isRunningOn(running.deploy().id(), node));
    }

    void makeRoom(RunningDeploy running) throws InterruptedException {
        sweeper.sweep(running);
        sweeper.makeRoom(running);
    }

    private boolean isRecorded(Deploy deploy, Result result, Steps steps, boolean swept) {
        return db.writeAnyway(tx -> {
            Transitions.hold(tx, deploy.lane());
            return isRecorded(tx, deploy, result, steps, swept);
        });
    }

    /**
     * Records the end of an external deploy, in a transaction that holds its lane.
     *
     * @param deploy as it is now
     * @param stopped whether all processes of its command have been stopped
     * @return false if nothing was recorded, because it was cancelled: its processes have to be stopped first
     */
    public boolean record(Tx tx, Deploy deploy, Result result, boolean stopped) {
        var isCancelled = deploy.state() instanceof Deploy.Running running && running.isCancelled();
        return isRecorded(tx, deploy, result, null, stopped && isCancelled);
    }

    /**
     * Writes the last line, the end of the log, the outcome and its event in one transaction.
     *
     * @param steps null if the commands ran elsewhere
     */
    private boolean isRecorded(Tx tx, Deploy deploy, Result result, @Nullable Steps steps, boolean swept) {
        var log = deploy.id().value();
        var outcome = swept ? Outcome.CANCELLED : Results.outcome(result);
        var message = swept ? deploy.message() : Results.message(result, deploy.message());
        var ran = Transitions.finishRunning(tx, deploy.id(), node, outcome, message, swept, clock.get());
        if (ran.isEmpty()) {
            return false;
        }
        if (steps != null) {
            steps.mustBeRecorded(tx);
        }
        Transitions.goLive(tx, deploy);
        if (steps == null || steps.haveRun()) {
            Results.warning(outcome).ifPresent(line -> logs.say(tx, log, line));
        }
        RunningTransitions.report(
                tx, deploy.id(), report -> report.ending(clock.get().wall(), outcome == Outcome.SUCCEEDED));
        logs.say(tx, log, Results.lastLine(outcome, result, ran.get()));
        ending.ofRunning(tx, deploy, outcome, ran.get().toMillis());
        return true;
    }
}

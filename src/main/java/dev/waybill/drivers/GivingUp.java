package dev.waybill.drivers;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.ExternalTransitions;
import dev.waybill.deploys.Outcome;
import dev.waybill.deploys.Transitions;
import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends external deploys of which nothing is heard. Each change counts only if nothing was heard meanwhile. */
public final class GivingUp {
    private static final Logger LOG = LoggerFactory.getLogger(GivingUp.class);

    private final Db db;
    private final Logs logs;
    private final Ending ending;
    private final Time time;

    public GivingUp(Db db, Logs logs, Ending ending, Time time) {
        this.db = db;
        this.logs = logs;
        this.ending = ending;
        this.time = time;
    }

    /** Notes that a driver is silent. Its deploy goes on. */
    void note(Deploy deploy, DriverStore.Beat beat, Deploy.Driver driver, Instant since) {
        db.write(tx -> {
            if (DriverStore.hold(tx, beat) && ExternalTransitions.silent(tx, deploy.id(), since)) {
                logs.say(
                        tx,
                        deploy.id().value(),
                        "nothing was heard of %s for %d s; the command may still be running there, so the lane is held"
                                .formatted(driver.place(), Silences.SILENT_AFTER.toSeconds()));
            }
            return deploy;
        });
    }

    /** Ends a deploy whose command may still be running. */
    void of(Deploy deploy, DriverStore.Beat beat, Deploy.Driver driver) {
        var message =
                "nothing was heard of %s any more; the command may still be running there, so look before you deploy again"
                        .formatted(driver.place());
        db.writeAnyway(tx -> {
            if (DriverStore.hold(tx, beat)) {
                end(tx, deploy, message);
            }
            return deploy;
        });
    }

    /** Ends a deploy whose command was never started: none can start from then on. */
    void ofUndriven(Deploy deploy) {
        db.writeAnyway(tx -> {
            end(tx, deploy, "its command was not started: its requester did not come back for that");
            return deploy;
        });
    }

    private void end(Tx tx, Deploy deploy, String message) {
        var now = time.now();
        if (!(deploy.state() instanceof Deploy.Running running)
                || !Transitions.holdVersion(tx, deploy)
                || !Transitions.interrupt(tx, deploy.id(), message, now)) {
            return;
        }
        var outcome = running.isCancelled() ? Outcome.CANCELLED : Outcome.INTERRUPTED;
        LOG.info("deploy={} {} {}: {}", deploy.id(), deploy.name(), outcome.word(), message);
        logs.say(tx, deploy.id().value(), outcome.word() + ": " + message);
        ending.ofRunning(tx, deploy, outcome, DeployEvents.millis(running.since(), now));
    }
}

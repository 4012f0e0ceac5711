package dev.waybill.drivers;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.ExternalTransitions;
import dev.waybill.deploys.Transitions;
import dev.waybill.drivers.DriverStore.Position;
import dev.waybill.errors.Conflict;
import dev.waybill.execution.Finish;
import dev.waybill.logs.Logs;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.Map;

/**
 * Takes what drivers send: the output of their commands, and how these end. Every server can take it, and every request can be
 * repeated. Thread-safe.
 */
public final class Drivers {
    /** The step under which their output is stored. */
    private static final String STEP = "run";

    private final Db db;
    private final DeployStore store;
    private final Masking masking;
    private final Logs logs;
    private final Finish finish;

    public Drivers(Db db, Masking masking, Logs logs, Finish finish) {
        this.db = db;
        this.store = new DeployStore(db);
        this.masking = masking;
        this.logs = logs;
        this.finish = finish;
    }

    /** A driver that was just heard, with the deploy as it is now. */
    private record Heard(Deploy deploy, Position position) {
        void mustRun() {
            if (!(deploy.state() instanceof Deploy.Running)) {
                throw Driver.refused(deploy);
            }
        }
    }

    /**
     * Stores output, each byte once: what is stored already is skipped. A tail that may begin a secret is not stored until more
     * comes.
     *
     * @param offset of the first byte in the output of the command
     * @param bytes empty for a heartbeat
     * @param isLast whether the output ends with it
     * @throws Conflict if output before it is missing, or the deploy is not running any more
     */
    public Orders append(Driver driver, long offset, byte[] bytes, boolean isLast) {
        driver.mustBeOfRequester();
        var masks = masking.of(driver.deploy(), driver.key().token());
        return db.writeLazily(tx -> {
            var heard = heard(tx, driver);
            heard.mustRun();
            var known = heard.position().rawRead();
            if (offset > known) {
                throw gap(heard);
            }
            var from = (int) Math.min(known - offset, bytes.length);
            var consumed = stored(tx, heard, masks.mask(bytes, from, isLast));
            return Orders.of(known + consumed, heard.deploy());
        });
    }

    private int stored(Tx tx, Heard heard, Masking.Masked masked) {
        var id = heard.deploy().id();
        if (masked.consumed() > 0) {
            DriverStore.advance(tx, id, heard.position().rawRead() + masked.consumed());
        }
        switch (masked) {
            case Masking.Shown shown when shown.bytes().length > 0 -> logs.append(tx, id.value(), STEP, shown.bytes());
            case Masking.Withheld(var why, var bytes)
            when bytes > 0 ->
                logs.say(
                        tx,
                        id.value(),
                        "%d bytes of output are withheld because they cannot be masked: %s".formatted(bytes, why));
            case Masking.Masked _ -> {} // nothing new
        }
        return masked.consumed();
    }

    /**
     * Ends a deploy as its command has ended. If it was cancelled and the processes were not stopped, nothing happens yet.
     *
     * @throws Conflict if output is missing, or the deploy has ended without its driver
     */
    public Deploy exit(Driver driver, Exit exit) {
        driver.mustBeOfRequester();
        var id = driver.deploy().id();
        db.<DeployId>writeAnyway(tx -> {
            Transitions.hold(tx, driver.deploy().lane());
            var heard = heard(tx, driver);
            if (heard.position().exitCode() == null) {
                exit(tx, heard, exit);
            }
            return id;
        });
        return store.require(id);
    }

    private void exit(Tx tx, Heard heard, Exit exit) {
        heard.mustRun();
        if (exit.end() != heard.position().rawRead()) {
            throw gap(heard);
        }
        if (finish.record(tx, heard.deploy(), exit.result(), exit.stopped())) {
            DriverStore.exited(tx, heard.deploy().id(), exit.code());
        }
    }

    private Heard heard(Tx tx, Driver driver) {
        var id = driver.deploy().id();
        var position = DriverStore.beat(tx, id, driver.key());
        var present = DeployStore.find(tx.handle(), id).orElseThrow(DeployStore::noSuchDeploy);
        if (position.isEmpty()) {
            throw Driver.refused(present);
        }
        if (present.state() instanceof Deploy.Running running
                && running.driver() != null
                && running.driver().silentSince() != null
                && ExternalTransitions.heard(tx, id)) {
            logs.say(tx, id.value(), running.driver().place() + " is heard again");
        }
        return new Heard(present, position.get());
    }

    private static Conflict gap(Heard heard) {
        var end = heard.position().rawRead();
        return new Conflict(
                "output_gap",
                "%d bytes of the output of %s are stored; send on from there"
                        .formatted(end, heard.deploy().name()),
                Map.of("end", end));
    }
}

package dev.waybill.registrations;

import dev.waybill.deliveries.Deliveries;
import dev.waybill.deploys.Deploy;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;

/** Has deploys registered soon that wait for nothing else. Thread-safe. */
public final class Urging {
    private final Db db;
    private final Time time;

    public Urging(Db db, Time time) {
        this.db = db;
        this.time = time;
    }

    /** Does nothing if an attempt is due anyway, or could not succeed yet. */
    public void urge(Deploy deploy, Unregistered waiting) {
        if (waiting.needsAttempt(time.now())) {
            var to = DeploymentCourier.codeHost(waiting.via(), deploy);
            db.writeLazily(tx -> {
                Deliveries.urge(
                        tx, DeploymentCourier.NAME, to, deploy.id().value(), DeploymentCourier.REQUESTED, time.now());
                return tx;
            });
        }
    }
}

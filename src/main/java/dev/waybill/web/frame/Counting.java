package dev.waybill.web.frame;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.deploys.DeployStore;
import dev.waybill.locks.Locks;
import dev.waybill.store.Db;

/** Counts what the navigation shows. Thread-safe. */
public final class Counting {
    private final DeployStore deploys;
    private final Db db;

    public Counting(DeployStore deploys, Db db) {
        this.deploys = deploys;
        this.db = db;
    }

    /** What this caller may read. */
    public Counts of(Caller caller) {
        return new Counts(
                (int) deploys.unfinished().stream()
                        .filter(deploy -> caller.may(Right.READ, deploy.place()))
                        .count(),
                (int) Locks.all(db).stream()
                        .filter(lock -> lock.scope().concerns(caller))
                        .count());
    }
}

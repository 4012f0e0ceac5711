package dev.waybill.lanes;

import dev.waybill.apps.GateVersion;
import dev.waybill.deploys.DeployStore;
import dev.waybill.locks.LockKeeper;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks at every lane in which nothing runs, whenever something changed that may let a deploy start. */
public final class Dispatcher {
    private static final Loop LOOP =
            new Loop("the lanes could not be looked at", GateVersion.LANES, Duration.ofSeconds(5));

    private final Db db;
    private final DeployStore store;
    private final Time time;
    private final LockKeeper keeper;
    private final Resolver resolver;
    private final LaneDispatcher lanes;

    public Dispatcher(Db db, Time time, LockKeeper keeper, Resolver resolver, LaneDispatcher lanes) {
        this.db = db;
        this.store = new DeployStore(db);
        this.time = time;
        this.keeper = keeper;
        this.resolver = resolver;
        this.lanes = lanes;
    }

    /** Until the server goes down. */
    public void run() throws InterruptedException {
        LOOP.run(
                db,
                () -> Optional.of(
                        runOnce().map(due -> Duration.between(time.now(), due)).orElse(LOOP.safetyNet())));
    }

    /** Sees to the locks, then looks at every lane once, those first that wait longest. Answers when something is due by itself. */
    private Optional<Instant> runOnce() {
        var next = keeper.runOnce();
        resolver.adopt();
        store.idleLanes().forEach(lanes::dispatch);
        return next;
    }
}

package dev.waybill.lanes;

import dev.waybill.apps.GateVersion;
import dev.waybill.locks.LockKeeper;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Dispatches every lane in which nothing runs, whenever a change may let a deploy start. For one thread. */
public final class Dispatcher {
    private static final Loop LOOP = new Loop("the dispatch of lanes failed", GateVersion.LANES, Duration.ofSeconds(5));

    private final Db db;
    private final Time time;
    private final LockKeeper keeper;
    private final Resolver resolver;
    private final LaneDispatcher lanes;
    private final RestingLanes resting = new RestingLanes();

    public Dispatcher(Db db, Time time, LockKeeper keeper, Resolver resolver, LaneDispatcher lanes) {
        this.db = db;
        this.time = time;
        this.keeper = keeper;
        this.resolver = resolver;
        this.lanes = lanes;
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(
                db,
                () -> Optional.of(
                        runOnce().map(due -> Duration.between(time.now(), due)).orElse(LOOP.safetyNet())));
    }

    /** Handles the locks, then every lane that does not rest once, longest waiting first. Returns when something is due next. */
    private Optional<Instant> runOnce() {
        var next = keeper.runOnce();
        resolver.adopt();
        for (var lane : resting.awake(LaneStore.idle(db), time.now(), time.sinceBoot())) {
            resting.judged(lane, lanes.dispatch(lane.lane()), time.sinceBoot());
        }
        return next;
    }
}

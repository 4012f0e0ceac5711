package dev.waybill.lanes;

import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Unavailable;
import dev.waybill.execution.Runner;
import dev.waybill.store.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only one that starts deploys: claims the first of a lane that the gates let pass. Thread-safe. */
public final class LaneDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(LaneDispatcher.class);

    private final Db db;
    private final Lanes lanes;
    private final Learning learning;
    private final Claims claims;
    private final Ending ending;
    private final Runner runner;

    public LaneDispatcher(Db db, Lanes lanes, Learning learning, Claims claims, Ending ending, Runner runner) {
        this.db = db;
        this.lanes = lanes;
        this.learning = learning;
        this.claims = claims;
        this.ending = ending;
        this.runner = runner;
    }

    void dispatch(Lane lane) {
        try {
            var queue = lanes.ofThisNode(lane);
            queue.waiting().forEach(judged -> settle(judged, queue));
            queue.next()
                    .flatMap(next -> claims.claim(next.deploy(), queue.claim()))
                    .ifPresent(runner::start);
        } catch (Unavailable e) {
            LOG.warn("app={} env={} could not be dispatched: {}", lane.app(), lane.environment(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("app={} env={} could not be dispatched", lane.app(), lane.environment(), e);
        }
    }

    /**
     * Ends a deploy that what is live has overtaken. Asks what the gates need to know, on a thread of its own, since no other lane is to
     * wait for git; then looks at the lane again.
     */
    private void settle(LaneQueue.Judged judged, LaneQueue queue) {
        var live = queue.live();
        if (judged.hasUnknownKin()) {
            learning.learn(judged, () -> dispatch(judged.deploy().lane()));
        } else if (judged.isSuperseded() && live != null) {
            var why = judged.blockers().getFirst().message();
            db.write(tx -> ending.ofOvertaken(tx, judged.deploy(), live, why, queue.lastLive()));
        }
    }
}

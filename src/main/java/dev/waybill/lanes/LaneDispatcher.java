package dev.waybill.lanes;

import dev.waybill.deploys.Ending;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Unavailable;
import dev.waybill.execution.Runner;
import dev.waybill.store.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts deploys, and nothing else does: claims the first deploy of a lane that no gate blocks. Thread-safe. */
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
     * Ends a deploy that is older than what is live. If the gates lack a fact about the commit, finds it out on another thread,
     * so that no other lane waits for git, and then dispatches the lane again.
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

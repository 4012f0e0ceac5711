package dev.waybill.lanes;

import dev.waybill.deploys.Lane;
import dev.waybill.errors.Unavailable;
import dev.waybill.execution.Runner;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts deploys, and nothing else does: claims the first deploy of a lane that no gate blocks. Thread-safe. */
public final class LaneDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(LaneDispatcher.class);

    private final Lanes lanes;
    private final Settling settling;
    private final Claims claims;
    private final Runner runner;

    public LaneDispatcher(Lanes lanes, Settling settling, Claims claims, Runner runner) {
        this.lanes = lanes;
        this.settling = settling;
        this.claims = claims;
        this.runner = runner;
    }

    /** Returns until when it need not be judged again, see {@link LaneQueue#restsUntil}. */
    Optional<Instant> dispatch(Lane lane) {
        try {
            var queue = lanes.ofThisNode(lane);
            queue.waiting().forEach(judged -> settling.settle(judged, queue, () -> dispatch(lane)));
            queue.next()
                    .flatMap(next -> claims.claim(next.deploy(), queue.claim()))
                    .filter(claimed -> !claimed.isExternal()) // that one has to be started where its command is
                    .ifPresent(runner::start);
            return queue.restsUntil();
        } catch (Unavailable e) {
            LOG.warn("app={} env={} could not be dispatched: {}", lane.app(), lane.environment(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("app={} env={} could not be dispatched", lane.app(), lane.environment(), e);
        }
        return Optional.empty();
    }
}

package dev.waybill.lanes;

import dev.waybill.gates.TurnBlockers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Estimates when a pending deploy will start, if only its lane blocks it. */
final class Estimates {
    private Estimates() {}

    /**
     * Empty if something blocks it for an unknown time.
     *
     * @param usual how long a deploy of the lane takes
     */
    static Optional<Instant> start(LaneQueue.Judged judged, Duration usual, Instant now) {
        if (judged.blockers().isEmpty()) {
            return Optional.of(now);
        }
        if (judged.blockers().size() > 1
                || !(judged.blockers().getFirst() instanceof TurnBlockers.QueuedBehind behind)) {
            return Optional.empty();
        }
        var since = behind.since();
        var free = since == null ? now : later(since.plus(usual), now);
        return Optional.of(free.plus(usual.multipliedBy(judged.position() - 1L)));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}

package dev.waybill.lanes;

import dev.waybill.deploys.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The lanes that need not be judged again: every deploy there waits for a check, and nothing has been recorded since that could end
 * this. Belongs to one thread.
 */
final class RestingLanes {
    /** After so long a lane is judged nevertheless. */
    private static final Duration SAFETY_NET = Duration.ofMinutes(2);

    private final Map<Lane, Rest> rests = new HashMap<>();

    /**
     * @param found the lane before it was judged
     * @param until when one of its deploys gives up
     */
    private record Rest(LaneStore.Idle found, Instant until, Duration since) {
        boolean holds(LaneStore.Idle present, Instant now, Duration uptime) {
            return found.equals(present)
                    && now.isBefore(until)
                    && uptime.minus(since).compareTo(SAFETY_NET) < 0;
        }
    }

    /** Those of all idle lanes that must be judged, in the same order. Forgets lanes that are not idle any more. */
    List<LaneStore.Idle> awake(List<LaneStore.Idle> idle, Instant now, Duration uptime) {
        rests.keySet().retainAll(idle.stream().map(LaneStore.Idle::lane).collect(Collectors.toSet()));
        return idle.stream()
                .filter(lane -> {
                    var rest = rests.get(lane.lane());
                    return rest == null || !rest.holds(lane, now, uptime);
                })
                .toList();
    }

    /**
     * @param found the lane before it was judged
     * @param restsUntil see {@link LaneQueue#restsUntil}
     */
    void judged(LaneStore.Idle found, Optional<Instant> restsUntil, Duration uptime) {
        restsUntil.ifPresentOrElse(
                until -> rests.put(found.lane(), new Rest(found, until, uptime)), () -> rests.remove(found.lane()));
    }
}

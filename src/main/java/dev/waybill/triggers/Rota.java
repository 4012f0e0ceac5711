package dev.waybill.triggers;

import dev.waybill.deploys.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which lanes to look at next: those of which something has changed, and those whose time has come. Thread-safe. */
final class Rota {
    /** Every lane is looked at so often, whatever happens. */
    static final Duration SAFETY_NET = Duration.ofMinutes(1);

    private final Map<Lane, Duration> due = new LinkedHashMap<>();
    private final Set<Lane> underWay = new HashSet<>();
    private final Set<Lane> again = new HashSet<>();

    /** Sets the lanes that there are. New ones are due at once. */
    synchronized void keep(Collection<Lane> lanes) {
        due.keySet().retainAll(Set.copyOf(lanes));
        lanes.forEach(lane -> due.putIfAbsent(lane, Duration.ZERO));
    }

    /** Makes lanes due. */
    synchronized void hurry(Predicate<Lane> which) {
        due.replaceAll((lane, at) -> which.test(lane) ? Duration.ZERO : at);
        underWay.stream().filter(which).forEach(again::add);
    }

    /** Takes the lanes that are due; {@link #ended} must follow for each. */
    synchronized List<Lane> take(Duration now) {
        var taken = new ArrayList<Lane>();
        due.forEach((lane, at) -> {
            if (at.compareTo(now) <= 0 && underWay.add(lane)) {
                taken.add(lane);
            }
        });
        return taken;
    }

    /**
     * Returns when the lane is due again.
     *
     * @param next when to look again, at the latest
     */
    synchronized Duration ended(Lane lane, Duration now, Duration next) {
        underWay.remove(lane);
        var latest = now.plus(SAFETY_NET);
        var dueAgain = again.remove(lane) ? Duration.ZERO : next.compareTo(latest) < 0 ? next : latest;
        due.computeIfPresent(lane, (_, _) -> dueAgain);
        return dueAgain;
    }

    /** How long no lane is due. */
    synchronized Duration untilNext(Duration now, Duration longest) {
        return due.entrySet().stream()
                .filter(each -> !underWay.contains(each.getKey()))
                .map(each -> each.getValue().minus(now))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .filter(wait -> wait.compareTo(longest) < 0)
                .min(Duration::compareTo)
                .orElse(longest);
    }
}

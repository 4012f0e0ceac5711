package dev.waybill.deliveries;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What this server is sending to each target, and which targets are down. Belongs to one thread; a restart forgets it. */
final class Targets {
    /** How many deliveries to one target are under way at most. */
    private static final int AT_ONCE = 8;

    private final Map<String, Integer> underWay = new HashMap<>();
    private final Set<Long> ids = new HashSet<>();
    private final Map<String, Instant> downUntil = new HashMap<>();
    private String last = "";

    /**
     * What can be sent now, at most so much. Begins behind the target that was sent to last, so that none is passed over for ever,
     * and looks at no more of them than it takes.
     */
    List<Delivery> due(Handle handle, Instant now, int most) {
        var due = new ArrayList<Delivery>();
        var seen = new HashSet<String>();
        for (var behind : List.of(last, "")) {
            var some = OutboxStore.targets(handle, behind, AT_ONCE);
            while (!some.isEmpty() && due.size() < most) {
                for (var each : some) {
                    var room = seen.add(each.target()) ? Math.min(room(each, now), most - due.size()) : 0;
                    due.addAll(OutboxStore.due(handle, each.target(), now, room));
                }
                some = OutboxStore.targets(handle, some.getLast().target(), AT_ONCE);
            }
        }
        return due;
    }

    /** How many deliveries to a target may begin now. */
    int room(OutboxStore.Due due, Instant now) {
        return opens(due).isAfter(now) ? 0 : AT_ONCE - underWay.getOrDefault(due.target(), 0);
    }

    private Instant opens(OutboxStore.Due due) {
        var pause = downUntil.getOrDefault(due.target(), Instant.MIN);
        return pause.isAfter(due.at()) ? pause : due.at();
    }

    /** When the next delivery can begin that waits only for time: one that waits for room begins when another ends. */
    Duration untilDue(List<OutboxStore.Due> due, Instant now, Duration longest) {
        return due.stream()
                .map(this::opens)
                .filter(opens -> opens.isAfter(now))
                .map(opens -> Duration.between(now, opens))
                .filter(wait -> wait.compareTo(longest) < 0)
                .min(Duration::compareTo)
                .orElse(longest);
    }

    void begin(List<Delivery> deliveries) {
        for (var each : deliveries) {
            last = each.to().target();
            underWay.merge(last, 1, Integer::sum);
            ids.add(each.id());
        }
    }

    void settle(List<Sent> sent) {
        for (var each : sent) {
            var target = each.delivery().to().target();
            ids.remove(each.delivery().id());
            underWay.computeIfPresent(target, (_, count) -> count > 1 ? count - 1 : null);
            each.targetDownUntil()
                    .ifPresentOrElse(until -> downUntil.put(target, until), () -> downUntil.remove(target));
        }
    }

    boolean isSending(long delivery) {
        return ids.contains(delivery);
    }

    void clear() {
        underWay.clear();
        ids.clear();
        downUntil.clear();
    }
}

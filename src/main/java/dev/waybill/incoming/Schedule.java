package dev.waybill.incoming;

import dev.waybill.apps.AppId;
import dev.waybill.watches.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When this server looks for which app, by its monotonic clock. One that hangs holds up no other. Belongs to one thread. */
final class Schedule {
    /** Between the first looks, when many apps begin at once. */
    private static final Duration GAP = Duration.ofMillis(50);

    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Map<AppId, Item> items = new HashMap<>();
    private final Set<AppId> underway = new HashSet<>();

    /** Between two looks for one app, however often somebody asks. */
    private static final Duration REST = Duration.ofSeconds(1);

    /**
     * @param rest when it is due at the earliest, even if somebody asks
     * @param failures one after the other
     */
    private record Item(Duration due, Duration rest, int looks, int failures) {
        Item asked() {
            return new Item(rest, rest, looks, failures);
        }
    }

    /** Replaces the apps; new ones are due at once. */
    void keep(Set<AppId> apps, Duration now) {
        items.keySet().retainAll(apps);
        for (var app : apps) {
            if (!items.containsKey(app)) {
                items.put(app, new Item(now.plus(GAP.multipliedBy(items.size())), now, 0, 0));
            }
        }
    }

    /** Somebody wants looks at once. */
    void ask(Set<AppId> apps) {
        apps.stream()
                .filter(app -> !underway.contains(app))
                .forEach(app -> items.computeIfPresent(app, (_, item) -> item.asked()));
    }

    /** The looks to start now; they are under way until they have {@link #ended}. */
    List<AppId> start(Duration now) {
        var due = new ArrayList<AppId>();
        items.forEach((app, item) -> {
            if (item.due.compareTo(now) <= 0 && underway.add(app)) {
                due.add(app);
            }
        });
        return due;
    }

    void ended(AppId app, Looked looked, Instant at, Duration now) {
        underway.remove(app);
        items.computeIfPresent(app, (_, item) -> {
            var failures = looked.trouble() == null ? 0 : item.failures + 1;
            var lot = (int) app.value() * 7 + item.looks * 3;
            var pause =
                    failures == 0 ? Pace.PROMPT.pause(looked.changedAt(), at, lot) : Pace.PROMPT.retry(failures, lot);
            var due = now.plus(longer(pause, looked.retryAt(), at));
            return new Item(due, now.plus(REST), item.looks + 1, failures);
        });
    }

    private static Duration longer(Duration pause, @Nullable Instant retryAt, Instant at) {
        var wait = retryAt == null ? Duration.ZERO : Duration.between(at, retryAt);
        return wait.compareTo(pause) > 0 ? wait : pause;
    }

    /** How long there is nothing to start, unless a look ends or somebody asks. */
    Duration untilNext(Duration now, Duration longest) {
        return items.entrySet().stream()
                .filter(it -> !underway.contains(it.getKey()))
                .map(it -> it.getValue().due.minus(now))
                .map(wait -> wait.compareTo(MOMENT) < 0 ? MOMENT : wait)
                .min(Duration::compareTo)
                .filter(wait -> wait.compareTo(longest) < 0)
                .orElse(longest);
    }
}

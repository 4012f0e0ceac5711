package dev.waybill.deliveries;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The couriers that failed at an event. Each is asked again with back-off, and no other waits for it. Belongs to one thread; a
 * restart forgets it, and asks at once.
 */
final class Stumbles {
    private static final Logger LOG = LoggerFactory.getLogger(Stumbles.class);

    private final Time time;
    private final Map<String, Stumble> stumbles = new HashMap<>();

    Stumbles(Time time) {
        this.time = time;
    }

    /**
     * A courier that failed.
     *
     * @param seq the number of the event
     * @param failures at the event; 0 until those before it are done
     * @param before how many events come before it
     */
    private record Stumble(long seq, int failures, int before, Instant until) {}

    /** How many events a courier may be asked about now. */
    int most(Courier courier, int usual) {
        var stumble = stumbles.get(courier.name());
        if (stumble == null) {
            return usual;
        }
        return stumble.until().isAfter(time.now()) ? 0 : stumble.before() > 0 ? stumble.before() : usual;
    }

    Duration untilDue(Duration longest) {
        var now = time.now();
        return stumbles.values().stream()
                .map(it -> Duration.between(now, it.until()))
                .filter(wait -> wait.isPositive() && wait.compareTo(longest) < 0)
                .min(Duration::compareTo)
                .orElse(longest);
    }

    /** The events before the one at which it failed come first, at once. */
    void failed(CourierFailed failure) {
        var name = failure.courier().name();
        var seq = failure.event().seq();
        if (failure.before() > 0) {
            stumbles.put(name, new Stumble(seq, 0, failure.before(), time.now()));
            return;
        }
        var known = stumbles.get(name);
        var failures = known != null && known.seq() == seq ? known.failures() + 1 : 1;
        if (failures == 2) { // once may be a database that was away
            LOG.error(
                    "deliveries of the kind {} are held up at event {} ({}); trying again until it succeeds",
                    name,
                    seq,
                    failure.event().kind(),
                    failure.getCause());
        }
        stumbles.put(name, new Stumble(seq, failures, 0, time.now().plus(Backoff.after(failures, seq))));
    }

    void passed(Courier courier) {
        var ended = stumbles.remove(courier.name());
        if (ended != null && ended.failures() > 1) {
            LOG.info("deliveries of the kind {} go on", courier.name());
        }
    }
}

package dev.waybill.http.lines;

import dev.waybill.logs.Logs;
import dev.waybill.spi.Time;
import dev.waybill.store.Signals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of a log that grows. It is looked at once for all of its readers, and only some times a second, so that readers cost
 * little however many they are and however fast a log grows. Thread-safe.
 */
final class LogEnd {
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** While a log grows faster than anybody reads. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    private final Logs logs;
    private final long deploy;
    private final Time time;

    private @Nullable Look last;
    private Duration next = Duration.ZERO;

    LogEnd(Logs logs, long deploy, Time time) {
        this.logs = logs;
        this.deploy = deploy;
        this.time = time;
    }

    /**
     * What another reader has seen after a look; if nobody has, a look now, or as soon as it is time for one. It may be older than
     * the last ring.
     *
     * @param seen the last one of this reader
     */
    synchronized Look after(@Nullable Look seen, Signals.Subscription growth) throws InterruptedException {
        var newest = last;
        if (newest != null && (newest != seen || newest.isLast(growth))) {
            return newest;
        }
        time.sleep(next.minus(time.sinceBoot()));
        var ring = growth.lastRing(); // before the look, so that nothing after it is missed
        var look = new Look(logs, deploy, ring, logs.lines().extent(deploy));
        next = time.sinceBoot().plus(pause(newest, look));
        last = look;
        return look;
    }

    private static Duration pause(@Nullable Look before, Look now) {
        if (!now.extent().isKnown()) {
            return Duration.ZERO;
        }
        return before != null && now.hasMore(before) ? LONG_PAUSE : PAUSE;
    }
}

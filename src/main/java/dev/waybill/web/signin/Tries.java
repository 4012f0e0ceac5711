package dev.waybill.web.signin;

import dev.waybill.http.Peers;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits failed attempts to sign in to ten in ten minutes from one address. A valid secret is always accepted, because behind a
 * proxy all users may have one address, and 256 bits cannot be guessed. Guarded by its own lock; its memory is bounded, and is
 * lost at a restart.
 */
final class Tries {
    private static final int MOST = 10;
    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Map<String, Failures> byAddress = new LinkedHashMap<>();

    private record Failures(Duration since, int count) {}

    /** How long this address has to wait before its next attempt; zero if it need not. */
    synchronized Duration wait(InetAddress address, Duration now) {
        var failures = byAddress.get(Peers.client(address));
        return failures == null || failures.count() < MOST || isOver(failures, now)
                ? Duration.ZERO
                : failures.since().plus(WINDOW).minus(now);
    }

    synchronized void failed(InetAddress address, Duration now) {
        byAddress.values().removeIf(failures -> isOver(failures, now));
        if (byAddress.size() >= MOST_ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
        byAddress.merge(
                Peers.client(address),
                new Failures(now, 1),
                (before, _) -> new Failures(before.since(), before.count() + 1));
    }

    private static boolean isOver(Failures failures, Duration now) {
        return !now.minus(failures.since()).minus(WINDOW).isNegative();
    }
}

package dev.waybill.cli.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The delays before retries.
 *
 * @param delays one for each retry
 */
public record Patience(List<Duration> delays) {
    /** Without retries. */
    static final Patience NONE = new Patience(List.of());

    /** For calls for which the user waits. */
    public static final Patience SHORT =
            new Patience(List.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2)));

    private static final Duration LONGEST = Duration.ofSeconds(4);

    public Patience {
        delays = List.copyOf(delays);
    }

    /** For following across a restart of the server: growing delays up to this total. */
    public static Patience of(Duration total) {
        var delays = new ArrayList<Duration>();
        var next = Duration.ofMillis(500);
        for (var left = total; left.isPositive(); left = left.minus(next)) {
            next = shorter(delays.isEmpty() ? next : shorter(next.multipliedBy(2), LONGEST), left);
            delays.add(next);
        }
        return new Patience(delays);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

package dev.waybill.deliveries;

import java.time.Duration;

/** How long to wait after a failed attempt: five seconds at first, twice as long each time, a quarter of an hour at most. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 10;
    private static final int SPREAD_PERCENT = 20;

    private Backoff() {}

    /**
     * @param attempts so far
     * @param id spreads the next attempts of deliveries that failed together
     */
    static Duration after(int attempts, long id) {
        var doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        var longest = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return longest.plus(longest.multipliedBy(id % SPREAD_PERCENT).dividedBy(100));
    }
}

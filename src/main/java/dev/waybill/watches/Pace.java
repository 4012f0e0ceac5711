package dev.waybill.watches;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often a repository is looked at: soon after it has changed, and ever more slowly while nothing happens. */
public enum Pace {
    /** For those that wait for a change. The slowest pace is reached six hours after the last one, if there are many. */
    PROMPT(Duration.ofSeconds(10), Duration.ofMinutes(2)),

    /** For those that only want to see how things are. */
    LEISURELY(Duration.ofMinutes(1), Duration.ofMinutes(10));

    /** The pace stays quick for so long after a change. */
    private static final Duration BUSY = Duration.ofMinutes(30);

    /** While the repositories are few, no look is later than twice as long as the quickest ones. */
    private static final int SLOWEST_OF_FEW = 2;

    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LAST_RETRY = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 6;
    private static final int SPREAD_PERCENT = 20;

    private final Duration quickest;
    private final Duration slowest;

    Pace(Duration quickest, Duration slowest) {
        this.quickest = quickest;
        this.slowest = slowest;
    }

    /**
     * How long to wait after a look that was answered.
     *
     * @param changedAt when the repository was last seen to change; null if never
     * @param lot any number; spreads the looks of many repositories
     */
    public Duration pause(@Nullable Instant changedAt, Instant now, int lot) {
        return pause(changedAt, now, lot, slowest);
    }

    /**
     * The same where looks cost only little time altogether.
     *
     * @param round how long it takes to look at all prompt repositories once without being busy
     */
    public Duration pause(@Nullable Instant changedAt, Instant now, int lot, Duration round) {
        var quiet = changedAt == null ? Duration.ZERO : Duration.between(changedAt, now);
        var slower = quiet.compareTo(BUSY) <= 0
                ? quickest
                : Duration.ofMillis(quickest.toMillis() * quiet.toSeconds() / BUSY.toSeconds());
        var longest = this == PROMPT ? shorter(longer(round, quickest.multipliedBy(SLOWEST_OF_FEW)), slowest) : slowest;
        return spread(shorter(slower, longest), lot);
    }

    /**
     * How long to wait after looks that failed.
     *
     * @param failures one after the other
     */
    public Duration retry(int failures, int lot) {
        var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return spread(shorter(longer(doubled, quickest), LAST_RETRY), lot);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /** Up to ten per cent less or more. */
    private static Duration spread(Duration pause, int lot) {
        var percent = 100 - SPREAD_PERCENT / 2 + Math.floorMod(lot, SPREAD_PERCENT + 1);
        return pause.multipliedBy(percent).dividedBy(100);
    }
}

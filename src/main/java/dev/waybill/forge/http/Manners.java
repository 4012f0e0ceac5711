package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Quota;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How politely one token uses one part of a code host: with a pause between writes and not too many in an hour, few requests at once,
 * and none at all while it is limited. Code hosts ban clients that do otherwise. Thread-safe.
 */
final class Manners {
    private static final int AT_ONCE = 4;

    /** GitHub creates 500 things an hour for one credential, and others may use it, too. */
    static final int MOST_WRITES = 480;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(10);

    private final Time time;
    private final Duration betweenWrites;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final ArrayDeque<Duration> writes = new ArrayDeque<>();
    private Duration nextWrite = Duration.ZERO;
    private Duration limitedUntil = Duration.ZERO;
    private int limitsInARow;
    private @Nullable Quota quota;

    Manners(Time time, Duration betweenWrites) {
        this.time = time;
        this.betweenWrites = betweenWrites;
    }

    /** Waits until a request may be sent; {@link #leave} must follow. */
    void enter(boolean isChange) throws ForgeFailure, InterruptedException {
        refuseWhileLimited();
        if (isChange) {
            time.sleep(turn());
        }
        if (!permits.tryAcquire(LONGEST_QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ForgeFailure(Kind.UNREACHABLE, "too many requests are waiting for an answer");
        }
    }

    void leave() {
        permits.release();
    }

    private synchronized void refuseWhileLimited() throws ForgeFailure {
        var left = limitedUntil.minus(time.sinceBoot());
        if (left.isPositive()) {
            throw limited("the limit of requests is exceeded; the next one is sent in " + words(left), left);
        }
    }

    /** How long to wait until it is a write's turn, which is taken. */
    private synchronized Duration turn() throws ForgeFailure {
        var now = time.sinceBoot();
        var at = later(later(nextWrite, now), untilHourIsOver());
        var wait = at.minus(now);
        if (wait.compareTo(LONGEST_QUEUE) > 0) {
            throw limited("too many changes at once; the next one can be made in " + words(wait), wait);
        }
        nextWrite = at.plus(betweenWrites);
        writes.addLast(at);
        return wait;
    }

    /** When an hour has passed since the write before the last ones that count. */
    private Duration untilHourIsOver() {
        if (writes.size() < MOST_WRITES) {
            return Duration.ZERO;
        }
        while (writes.size() > MOST_WRITES) {
            writes.removeFirst();
        }
        return writes.getFirst().plus(HOUR);
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private ForgeFailure limited(String message, Duration wait) {
        return new ForgeFailure(Kind.LIMITED, message, time.now().plus(wait));
    }

    static String words(Duration wait) {
        return "%d s".formatted(Math.max(1, wait.toSeconds()));
    }

    /** How often in a row a limit was exceeded. */
    synchronized int limitsInARow() {
        return limitsInARow;
    }

    synchronized void limit(Duration wait) {
        limitsInARow++;
        limitedUntil = time.sinceBoot().plus(wait);
    }

    /** What the code host says is left. */
    synchronized void note(Quota told) {
        quota = told;
    }

    /** What is left as far as is known; empty after its reset. */
    synchronized Optional<Quota> quota() {
        return Optional.ofNullable(quota).filter(it -> it.resetsAt().isAfter(time.now()));
    }

    synchronized void succeeded() {
        limitsInARow = 0;
    }
}

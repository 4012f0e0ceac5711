package dev.waybill.slack;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Lets a few messages be answered at once. An answer that Slack does not take is given again a little later, and has no turn while it
 * waits, so that it holds up no other. Thread-safe.
 */
final class Turns {
    private static final int MOST_AT_ONCE = 16;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
    private final Time time;

    Turns(Time time) {
        this.time = time;
    }

    /** Something that takes a turn. */
    interface Turn<T> {
        T take() throws SlackFailure, InterruptedException;
    }

    /** Blocks. */
    <T> T take(Turn<T> turn) throws SlackFailure, InterruptedException {
        turns.acquire();
        try {
            return turn.take();
        } finally {
            turns.release();
        }
    }

    /** Gives an answer. Blocks, also between attempts; the last of them begins within a minute. */
    void give(Answers.Answer answer) throws SlackFailure, InterruptedException {
        var begin = time.sinceBoot();
        var mayBeGiven = false;
        for (var usual : PAUSES) {
            try {
                attempt(answer, mayBeGiven);
                return;
            } catch (SlackFailure e) {
                var pause = e.retryAfter() == null ? usual : e.retryAfter();
                var end = time.sinceBoot().minus(begin).plus(pause);
                if (!e.isPassing() || end.compareTo(LONGEST) > 0) {
                    throw e;
                }
                mayBeGiven |= e.mayBeDone();
                time.sleep(pause);
            }
        }
        attempt(answer, mayBeGiven);
    }

    private void attempt(Answers.Answer answer, boolean mayBeGiven) throws SlackFailure, InterruptedException {
        take(() -> {
            answer.give(mayBeGiven);
            return answer;
        });
    }
}

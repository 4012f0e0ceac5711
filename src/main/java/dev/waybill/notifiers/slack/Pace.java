package dev.waybill.notifiers.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps to one message a second and channel. A restart forgets it, which Slack tolerates. Thread-safe. */
final class Pace {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final Map<Bot, Turn> turns = new HashMap<>();

    /**
     * When a message may be sent.
     *
     * @param waiting how many were put off until later turns
     */
    private record Turn(Instant next, int waiting) {}

    /** Takes the turn now, and answers nothing; or answers when to ask again. */
    synchronized Optional<Instant> take(Bot bot, Instant now) {
        if (turns.size() > MOST) {
            turns.values().removeIf(turn -> !turn.next().isAfter(now));
        }
        var turn = turns.getOrDefault(bot, new Turn(now, 0));
        var isTooFar = turn.next().isAfter(now.plus(LONGEST)); // the clock was set back
        if (turn.next().isAfter(now) && !isTooFar) {
            turns.put(bot, new Turn(turn.next(), turn.waiting() + 1));
            var later = BETWEEN.multipliedBy(turn.waiting());
            return Optional.of(turn.next().plus(later.compareTo(LONGEST) < 0 ? later : LONGEST));
        }
        turns.put(bot, new Turn(now.plus(BETWEEN), Math.max(0, turn.waiting() - 1)));
        return Optional.empty();
    }

    /** Nothing before then, or for a minute. */
    synchronized void hold(Bot bot, Instant until, Instant now) {
        var most = now.plus(LONGEST);
        turns.put(bot, new Turn(until.isBefore(most) ? until : most, 0));
    }
}

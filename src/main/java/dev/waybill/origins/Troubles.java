package dev.waybill.origins;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Questions that have just failed, which nobody asks again for a while. A wrong credential of one app is no trouble of another. Thread-safe.
 */
final class Troubles {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final Map<Question, Trouble> troubles = new HashMap<>();
    private final Time time;

    Troubles(Time time) {
        this.time = time;
    }

    private record Trouble(ForgeFailure failure, Duration until) {}

    synchronized void put(Question question, ForgeFailure failure) {
        if (troubles.size() >= MOST) {
            troubles.clear();
        }
        var wished = failure.retryAt()
                .map(at -> Duration.between(time.now(), at))
                .filter(it -> it.compareTo(SHORTEST) > 0)
                .orElse(SHORTEST);
        var pause = wished.compareTo(LONGEST) < 0 ? wished : LONGEST;
        troubles.put(question, new Trouble(failure, time.sinceBoot().plus(pause)));
    }

    synchronized void end(Question question) {
        troubles.remove(question);
    }

    /** Whether asking now is pointless. */
    synchronized boolean isFresh(Question question) {
        var trouble = troubles.get(question);
        return trouble != null && time.sinceBoot().compareTo(trouble.until()) < 0;
    }

    /** The last failure, unless the code host has answered since. */
    synchronized Optional<ForgeFailure> last(Question question) {
        return Optional.ofNullable(troubles.get(question)).map(Trouble::failure);
    }
}

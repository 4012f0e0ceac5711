package dev.waybill.deploys;

import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long repositories have been asked in vain about deploys that wait, on this server's own clock, which never jumps. A question
 * that has just been asked keeps a deploy's turn; behind a repository that has been silent for long nobody waits. Thread-safe.
 */
final class Patience {
    /** How long a deploy keeps its turn while its repository does not answer. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    /** After this nobody waits any more who could still be told; a deploy that does begins anew. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Time time;
    private final ConcurrentHashMap<DeployId, Duration> askedSince = new ConcurrentHashMap<>();

    Patience(Time time) {
        this.time = time;
    }

    /** From now on a repository is asked about a deploy, unless it is already. Answers for how long. */
    Duration asked(DeployId id) {
        var now = time.sinceBoot();
        askedSince.values().removeIf(since -> now.minus(since).compareTo(FORGOTTEN) > 0);
        return now.minus(askedSince.computeIfAbsent(id, _ -> now));
    }

    /** It has answered, or the deploy waits no more. */
    void answered(DeployId id) {
        askedSince.remove(id);
    }

    /** Whether those behind a deploy need not wait for the answer any more. */
    boolean isOver(DeployId id) {
        var since = askedSince.get(id);
        return since != null && time.sinceBoot().minus(since).compareTo(LONGEST) >= 0;
    }
}

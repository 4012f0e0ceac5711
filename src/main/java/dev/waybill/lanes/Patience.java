package dev.waybill.lanes;

import dev.waybill.deploys.DeployId;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.RepositoryBlockers;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long repositories have been asked in vain about deploys that wait, on this server's own clock, which never jumps. A question
 * that has just been asked keeps a deploy's turn; behind a repository that has been silent for long nobody waits. Thread-safe.
 */
public final class Patience {
    /** How long a deploy keeps its turn while its repository does not answer. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /** Questions are forgotten after this; one that is still open then is waited for anew. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Time time;
    private final ConcurrentHashMap<Question, Duration> askedSince = new ConcurrentHashMap<>();

    public Patience(Time time) {
        this.time = time;
    }

    /** What is asked about a deploy: how its commit stands to others, or, if nothing of that is open, which commit it is. */
    private record Question(DeployId deploy, List<Blocker> kinships) {
        private static Question of(DeployId deploy, List<Blocker> blockers) {
            return new Question(
                    deploy,
                    blockers.stream()
                            .filter(RepositoryBlockers.KinshipUnknown.class::isInstance)
                            .map(blocker -> dated(blocker, null))
                            .toList());
        }
    }

    /** From now on a repository is asked which commit a deploy is, unless it is already. Answers for how long. */
    Duration asked(DeployId deploy) {
        return asked(deploy, List.of());
    }

    /** The same for whatever these blockers of a deploy leave open. */
    Duration asked(DeployId deploy, List<Blocker> blockers) {
        var now = time.sinceBoot();
        askedSince.values().removeIf(since -> now.minus(since).compareTo(FORGOTTEN) > 0);
        return now.minus(askedSince.computeIfAbsent(Question.of(deploy, blockers), _ -> now));
    }

    /** The same blockers, with what is being asked saying since when. */
    List<Blocker> dated(DeployId deploy, List<Blocker> blockers) {
        var since = askedSince.get(Question.of(deploy, blockers));
        return since == null
                ? blockers
                : blockers.stream()
                        .map(blocker ->
                                dated(blocker, time.now().minus(time.sinceBoot().minus(since))))
                        .toList();
    }

    private static Blocker dated(Blocker blocker, @Nullable Instant since) {
        return blocker instanceof RepositoryBlockers.KinshipUnknown question ? question.asked(since) : blocker;
    }

    /** Whether those behind a deploy need not wait any more for the answer to what its blockers leave open. */
    boolean isOver(DeployId deploy, List<Blocker> blockers) {
        var since = askedSince.get(Question.of(deploy, blockers));
        return since != null && time.sinceBoot().minus(since).compareTo(LONGEST) >= 0;
    }
}

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
 * For how long repositories have not answered about pending deploys, by this server's monotonic clock. A deploy keeps its turn
 * for a while after a question; then others may overtake it. Thread-safe.
 */
public final class Patience {
    /** How long a deploy keeps its turn while its repository does not respond. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /** Questions are forgotten after this time; one that is still open then starts again. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Time time;
    private final ConcurrentHashMap<Question, Duration> askedSince = new ConcurrentHashMap<>();

    public Patience(Time time) {
        this.time = time;
    }

    /** What is asked about a deploy: how its commit relates to others, or if that list is empty, which commit it is. */
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

    /** Records that a repository is asked which commit a deploy is. Returns for how long it has been asked. */
    Duration asked(DeployId deploy) {
        return asked(deploy, List.of());
    }

    /** The same for the questions in a deploy's blockers. */
    Duration asked(DeployId deploy, List<Blocker> blockers) {
        var now = time.sinceBoot();
        askedSince.values().removeIf(since -> now.minus(since).compareTo(FORGOTTEN) > 0);
        return now.minus(askedSince.computeIfAbsent(Question.of(deploy, blockers), _ -> now));
    }

    /** The same blockers; the questions among them get the time of the first try. */
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

    /** Whether later deploys need not wait any longer for the answers to the questions in a deploy's blockers. */
    boolean isOver(DeployId deploy, List<Blocker> blockers) {
        var since = askedSince.get(Question.of(deploy, blockers));
        return since != null && time.sinceBoot().minus(since).compareTo(LONGEST) >= 0;
    }
}

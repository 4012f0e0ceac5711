package dev.waybill.gates;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one place that says whether a deploy may start. The request asks it to refuse at once, the Dispatcher before it claims,
 * and every page and answer that explains why something waits.
 */
public final class Gates {
    private Gates() {}

    /** Every blocker there is, in the order of the table in docs/gates.md; empty if the candidate may start. Pure: no I/O. */
    public static List<Blocker> evaluate(Candidate candidate, Facts facts) {
        return Stream.of(
                        locked(candidate, facts),
                        queuedBehind(facts),
                        limit(facts),
                        unresolved(candidate, facts),
                        retired(candidate, facts))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether a person is refused at once, rather than left waiting in the lane. */
    public static boolean refusesRequest(Blocker blocker) {
        return switch (blocker) {
            case Blocker.Locked _ -> true;
            case Blocker.QueuedBehind _,
                    Blocker.ConcurrencyLimit _,
                    Blocker.VcsUnreachable _,
                    Blocker.RefUnresolved _,
                    Blocker.AppRetired _ -> false;
        };
    }

    private static Optional<Blocker> locked(Candidate candidate, Facts facts) {
        return facts.lock()
                .filter(lock -> !lock.holder().equals(candidate.user()))
                .map(lock -> new Blocker.Locked(candidate.app(), lock));
    }

    private static Optional<Blocker> retired(Candidate candidate, Facts facts) {
        return facts.retired().map(since -> new Blocker.AppRetired(candidate.app(), since));
    }

    private static Optional<Blocker> queuedBehind(Facts facts) {
        return facts.ahead()
                .map(ahead -> new Blocker.QueuedBehind(ahead.name(), ahead.position(), ahead.runningSince()));
    }

    private static Optional<Blocker> unresolved(Candidate candidate, Facts facts) {
        var repository = "the repository of " + candidate.app();
        return facts.unresolved()
                .map(question -> question.complaint() == null
                        ? new Blocker.RefUnresolved(candidate.ref(), repository, question.since())
                        : new Blocker.VcsUnreachable(repository, question.complaint(), question.since()));
    }

    private static Optional<Blocker> limit(Facts facts) {
        return facts.running() >= facts.maxRunning()
                ? Optional.of(new Blocker.ConcurrencyLimit(facts.running(), facts.maxRunning()))
                : Optional.empty();
    }
}

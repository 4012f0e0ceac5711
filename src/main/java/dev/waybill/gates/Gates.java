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
                        poolLimit(facts),
                        nodeLimit(facts),
                        draining(facts),
                        unresolved(candidate, facts),
                        nodeSilent(facts),
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
                    Blocker.Draining _,
                    Blocker.NodeSilent _,
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

    private static Optional<Blocker> poolLimit(Facts facts) {
        return facts.pool()
                .filter(pool -> pool.running() >= pool.maxRunning())
                .map(pool ->
                        new Blocker.ConcurrencyLimit("the pool " + pool.name(), pool.running(), pool.maxRunning()));
    }

    /** Of the nodes that start something at all, none has room. */
    private static Optional<Blocker> nodeLimit(Facts facts) {
        var open = facts.places().stream().filter(place -> !place.draining()).toList();
        if (open.isEmpty() || open.stream().anyMatch(Facts.Place::hasRoom)) {
            return Optional.empty();
        }
        return Optional.of(new Blocker.ConcurrencyLimit(
                open.size() == 1 ? "node " + open.getFirst().node() : "all %d nodes".formatted(open.size()),
                open.stream().mapToInt(Facts.Place::running).sum(),
                open.stream().mapToInt(Facts.Place::maxRunning).sum()));
    }

    private static Optional<Blocker> draining(Facts facts) {
        return !facts.places().isEmpty() && facts.places().stream().allMatch(Facts.Place::draining)
                ? Optional.of(new Blocker.Draining(
                        facts.places().stream().map(Facts.Place::node).toList()))
                : Optional.empty();
    }

    private static Optional<Blocker> nodeSilent(Facts facts) {
        return facts.ahead()
                .flatMap(ahead -> Optional.ofNullable(ahead.silent())
                        .map(silent -> new Blocker.NodeSilent(silent.node(), ahead.name(), silent.since())));
    }
}

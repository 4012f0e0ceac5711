package dev.waybill.gates;

import dev.waybill.locks.Lock;
import java.util.List;
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
                        VersionGates.quarantined(candidate, facts),
                        VersionGates.olderThanLive(candidate, facts),
                        Turns.queuedBehind(facts),
                        Turns.poolLimit(facts),
                        Turns.nodeLimit(facts),
                        Turns.draining(facts),
                        Turns.diskLow(facts),
                        unresolved(candidate, facts),
                        VersionGates.unknown(candidate, facts),
                        Turns.nodeSilent(facts),
                        grace(candidate, facts),
                        VersionGates.reasonNeeded(candidate, facts),
                        retired(candidate, facts))
                .flatMap(it -> it)
                .toList();
    }

    /**
     * Whether a person is refused at once, rather than left waiting in the lane.
     *
     * @param queues that person would rather wait than be refused by a lock
     */
    public static boolean refusesRequest(Blocker blocker, boolean queues) {
        return switch (blocker) {
            case Blocker.Locked _ -> !queues;
            case Blocker.ReasonNeeded _, Blocker.NotPermitted _, Blocker.ChangedSinceSeen _ -> true;
            case Blocker.Quarantined _,
                    Blocker.OlderThanLive _,
                    Blocker.QueuedBehind _,
                    Blocker.ConcurrencyLimit _,
                    Blocker.Draining _,
                    Blocker.DiskLow _,
                    Blocker.NodeSilent _,
                    Blocker.VcsUnreachable _,
                    Blocker.RefUnresolved _,
                    Blocker.KinshipUnknown _,
                    Blocker.Grace _,
                    Blocker.AppRetired _ -> false;
        };
    }

    /** Whether a blocker is but a question that the server itself has yet to ask the repository. */
    public static boolean isQuestion(Blocker blocker) {
        return switch (blocker) {
            case Blocker.VcsUnreachable _, Blocker.RefUnresolved _, Blocker.KinshipUnknown _ -> true;
            case Blocker.Locked _,
                    Blocker.Quarantined _,
                    Blocker.OlderThanLive _,
                    Blocker.QueuedBehind _,
                    Blocker.ConcurrencyLimit _,
                    Blocker.Draining _,
                    Blocker.DiskLow _,
                    Blocker.NodeSilent _,
                    Blocker.Grace _,
                    Blocker.ReasonNeeded _,
                    Blocker.NotPermitted _,
                    Blocker.ChangedSinceSeen _,
                    Blocker.AppRetired _ -> false;
        };
    }

    /** What holds nothing back, and is worth saying all the same; sentences. */
    public static List<String> warnings(Candidate candidate, Facts facts) {
        return Stream.concat(
                        facts.locks().stream()
                                .filter(lock -> lock.kind() == Lock.Kind.WARNING)
                                .map(lock -> "%s warns about %s: \"%s\""
                                        .formatted(lock.holder(), lock.scope().name(), lock.reason())),
                        VersionGates.warnings(candidate, facts))
                .toList();
    }

    private static Stream<Blocker> locked(Candidate candidate, Facts facts) {
        return facts.locks().stream()
                .filter(lock -> lock.holds(candidate.user(), candidate.isAutomatic()))
                .map(Blocker.Locked::new);
    }

    private static Stream<Blocker> retired(Candidate candidate, Facts facts) {
        return facts.retired().<Blocker>map(since -> new Blocker.AppRetired(candidate.app(), since)).stream();
    }

    private static Stream<Blocker> unresolved(Candidate candidate, Facts facts) {
        var repository = "the repository of " + candidate.app();
        return facts
                .unresolved()
                .<Blocker>map(question -> question.complaint() == null
                        ? new Blocker.RefUnresolved(candidate.ref(), repository, question.since())
                        : new Blocker.VcsUnreachable(repository, question.complaint(), question.since()))
                .stream();
    }

    private static Stream<Blocker> grace(Candidate candidate, Facts facts) {
        return facts
                .grace()
                .<Blocker>map(until -> new Blocker.Grace(candidate.app() + "/" + candidate.environment(), until))
                .stream();
    }
}

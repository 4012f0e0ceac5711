package dev.waybill.gates;

import dev.waybill.locks.Lock;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides whether a deploy may start. Requests, the Dispatcher and every explanation of why a deploy waits use this one function.
 */
public final class Gates {
    private Gates() {}

    /** All blockers, in the order of the table in docs/gates.md; empty if the candidate may start. Pure: no I/O. */
    public static List<Blocker> evaluate(Candidate candidate, Facts facts) {
        return Stream.of(
                        locked(candidate, facts),
                        CheckGates.notPassed(candidate, facts),
                        CheckGates.notRegistered(candidate, facts),
                        VersionGates.quarantined(candidate, facts),
                        VersionGates.olderThanLive(candidate, facts),
                        Turns.queuedBehind(facts),
                        Turns.poolLimit(facts),
                        Turns.nodeLimit(candidate, facts),
                        Turns.draining(facts),
                        Turns.diskLow(facts),
                        unresolved(candidate, facts),
                        VersionGates.unknown(candidate, facts),
                        Turns.nodeSilent(facts),
                        Turns.driverSilent(facts),
                        grace(candidate, facts),
                        VersionGates.reasonNeeded(candidate, facts),
                        AutomationGates.held(candidate, facts),
                        retired(candidate, facts))
                .flatMap(it -> it)
                .toList();
    }

    /**
     * Whether a person's request is refused at once instead of waiting in the lane.
     *
     * @param queues whether the request asks to wait for locks
     */
    public static boolean refusesRequest(Blocker blocker, boolean queues) {
        return switch (blocker) {
            case LockBlockers.Locked _ -> !queues;
            case CheckBlockers.CheckFailed _,
                    VersionBlockers.ReasonNeeded _,
                    RequestBlockers.NotPermitted _,
                    RequestBlockers.ChangedSinceSeen _ -> true;
            case CheckBlockers.CheckPending _,
                    CheckBlockers.CheckMissing _,
                    CheckBlockers.ChecksUnreadable _,
                    RegistrationBlockers.NotRegistered _,
                    VersionBlockers.Quarantined _,
                    VersionBlockers.OlderThanLive _,
                    TurnBlockers.QueuedBehind _,
                    TurnBlockers.ConcurrencyLimit _,
                    TurnBlockers.Draining _,
                    TurnBlockers.DiskLow _,
                    TurnBlockers.NodeSilent _,
                    TurnBlockers.DriverSilent _,
                    RepositoryBlockers.VcsUnreachable _,
                    RepositoryBlockers.RefUnresolved _,
                    RepositoryBlockers.KinshipUnknown _,
                    LockBlockers.Grace _,
                    AutomationBlockers.AutomationBlocker _,
                    RequestBlockers.AppRetired _ -> false;
        };
    }

    /** Whether a blocker only means that the server is still asking the repository. */
    public static boolean isQuestion(Blocker blocker) {
        return switch (blocker) {
            case RepositoryBlockers.VcsUnreachable _,
                    RepositoryBlockers.RefUnresolved _,
                    RepositoryBlockers.KinshipUnknown _ -> true;
            case LockBlockers.Locked _,
                    CheckBlockers.CheckBlocker _,
                    RegistrationBlockers.NotRegistered _,
                    VersionBlockers.Quarantined _,
                    VersionBlockers.OlderThanLive _,
                    TurnBlockers.QueuedBehind _,
                    TurnBlockers.ConcurrencyLimit _,
                    TurnBlockers.Draining _,
                    TurnBlockers.DiskLow _,
                    TurnBlockers.NodeSilent _,
                    TurnBlockers.DriverSilent _,
                    LockBlockers.Grace _,
                    VersionBlockers.ReasonNeeded _,
                    RequestBlockers.NotPermitted _,
                    RequestBlockers.ChangedSinceSeen _,
                    AutomationBlockers.AutomationBlocker _,
                    RequestBlockers.AppRetired _ -> false;
        };
    }

    /** Sentences that people should read, although they block nothing. */
    public static List<String> warnings(Candidate candidate, Facts facts) {
        return Stream.concat(
                        facts.locks().stream()
                                .filter(lock -> lock.kind() == Lock.Kind.WARNING)
                                .map(lock -> "%s warns about %s: \"%s\""
                                        .formatted(lock.holder(), lock.scope().name(), lock.reason())),
                        Stream.concat(VersionGates.warnings(candidate, facts), CheckGates.warnings(candidate, facts)))
                .toList();
    }

    private static Stream<Blocker> locked(Candidate candidate, Facts facts) {
        return facts.locks().stream()
                .filter(lock -> lock.holds(candidate.user(), candidate.isAutomatic()))
                .map(LockBlockers.Locked::new);
    }

    private static Stream<Blocker> retired(Candidate candidate, Facts facts) {
        return facts.retired().<Blocker>map(since -> new RequestBlockers.AppRetired(candidate.app(), since)).stream();
    }

    private static Stream<Blocker> unresolved(Candidate candidate, Facts facts) {
        var repository = "the repository of " + candidate.app();
        return facts
                .unresolved()
                .<Blocker>map(question -> question.complaint() == null
                        ? new RepositoryBlockers.RefUnresolved(candidate.ref(), repository, question.since())
                        : new RepositoryBlockers.VcsUnreachable(repository, question.complaint(), question.since()))
                .stream();
    }

    private static Stream<Blocker> grace(Candidate candidate, Facts facts) {
        return facts
                .grace()
                .<Blocker>map(until -> new LockBlockers.Grace(candidate.app() + "/" + candidate.environment(), until))
                .stream();
    }
}

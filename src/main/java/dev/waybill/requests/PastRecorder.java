package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Ending;
import dev.waybill.deploys.PastStore;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.gates.AutomationBlockers;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.CheckBlockers;
import dev.waybill.gates.LockBlockers;
import dev.waybill.gates.RegistrationBlockers;
import dev.waybill.gates.RepositoryBlockers;
import dev.waybill.gates.RequestBlockers;
import dev.waybill.gates.TurnBlockers;
import dev.waybill.gates.VersionBlockers;
import dev.waybill.logs.Logs;
import dev.waybill.store.Tx;
import dev.waybill.wire.Times;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Records deploys that happened elsewhere, as deploys that have succeeded, with everything that belongs to one. */
public final class PastRecorder {
    private final Judging judging;
    private final Recorder recorder;
    private final Ending ending;
    private final Logs logs;

    public PastRecorder(Judging judging, Recorder recorder, Ending ending, Logs logs) {
        this.judging = judging;
        this.recorder = recorder;
        this.ending = ending;
        this.logs = logs;
    }

    /** Records it, and makes it live. */
    Deploy record(Tx tx, PastDeploy past) {
        var known = past.known();
        known.kin().store(tx);
        var warnings = warnings(tx.handle(), past);
        var deploy = recorder.record(tx, past.asking(), past.wanted(), known, warnings);
        PastStore.happened(tx, deploy, past.at(), past.evidence());
        var id = deploy.id();
        logs.say(
                tx,
                id.value(),
                "deployed elsewhere until %s, recorded by %s".formatted(Times.text(past.at()), deploy.requestedBy()));
        if (past.evidence() != null) {
            logs.say(tx, id.value(), "evidence: " + past.evidence());
        }
        ending.ofPast(tx, deploy);
        return DeployStore.find(tx.handle(), id).orElseThrow();
    }

    /** What is unusual about it. It is recorded all the same. */
    List<String> warnings(Handle handle, PastDeploy past) {
        var verdict = judging.verdict(handle, past.asking(), past.wanted(), past.known());
        return Stream.of(
                        unverified(past).stream(),
                        verdict.blockers().stream().flatMap(PastRecorder::inSpiteOf),
                        backwards(handle, past, verdict.blockers()).stream(),
                        running(handle, past).stream(),
                        verdict.warnings().stream())
                .flatMap(it -> it)
                .toList();
    }

    private static Optional<String> unverified(PastDeploy past) {
        return Optional.ofNullable(past.known().complaint()).map("the commit was not verified: %s"::formatted);
    }

    /** What others should know of the gates that it did not ask. */
    private static Stream<String> inSpiteOf(Blocker blocker) {
        return switch (blocker) {
            case LockBlockers.Locked _, RequestBlockers.AppRetired _ -> Stream.of(blocker.message());
            case CheckBlockers.CheckBlocker _,
                    RegistrationBlockers.NotRegistered _,
                    VersionBlockers.Quarantined _,
                    VersionBlockers.OlderThanLive _,
                    VersionBlockers.ReasonNeeded _,
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
                    RequestBlockers.ChangedSinceSeen _,
                    RequestBlockers.NotPermitted _ -> Stream.empty();
        };
    }

    /** What was recorded last is live, even if it is older. */
    private static Optional<String> backwards(Handle handle, PastDeploy past, List<Blocker> blockers) {
        var older = blockers.stream()
                .filter(VersionBlockers.OlderThanLive.class::isInstance)
                .map(VersionBlockers.OlderThanLive.class::cast)
                .map(it -> "%s is older than %s, which %s deployed"
                        .formatted(it.sha(), it.live().sha(), it.live().deploy()));
        var earlier = ReleaseStore.live(handle, past.asking().lane()).stream()
                .filter(live ->
                        live.state() instanceof Deploy.Finished end && end.at().isAfter(past.at()))
                .map(live -> "it ended before %s".formatted(live.name()));
        return Stream.concat(older, earlier)
                .reduce((one, other) -> one + ", and " + other)
                .map("%s; it is live all the same, because it was recorded last"::formatted);
    }

    private static Optional<String> running(Handle handle, PastDeploy past) {
        return DeployStore.running(handle, past.asking().lane())
                .map(running -> "%s is running; if it succeeds, it is live after this one".formatted(running.name()));
    }
}

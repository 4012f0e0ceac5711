package dev.waybill.gates;

import dev.waybill.errors.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gate's answer: why a deploy may not start now. Each kind has a code that never changes; see the table in docs/gates.md. */
public sealed interface Blocker extends Reason
        permits LockBlockers.Locked,
                CheckBlockers.CheckBlocker,
                RegistrationBlockers.NotRegistered,
                VersionBlockers.Quarantined,
                VersionBlockers.OlderThanLive,
                TurnBlockers.QueuedBehind,
                TurnBlockers.ConcurrencyLimit,
                TurnBlockers.Draining,
                TurnBlockers.DiskLow,
                RepositoryBlockers.VcsUnreachable,
                RepositoryBlockers.RefUnresolved,
                RepositoryBlockers.KinshipUnknown,
                TurnBlockers.NodeSilent,
                TurnBlockers.DriverSilent,
                LockBlockers.Grace,
                VersionBlockers.ReasonNeeded,
                AutomationBlockers.AutomationBlocker,
                RequestBlockers.ChangedSinceSeen,
                RequestBlockers.NotPermitted,
                RequestBlockers.AppRetired {
    /** Everyone with the permission {@code deploy} there. */
    List<String> WHO_DEPLOYS = List.of("anyone with permission to deploy");

    /** Everyone with the permission {@code force} there. */
    List<String> WHO_FORCES = List.of("anyone with permission to force");

    @Override
    default @Nullable Instant since() {
        return null;
    }

    @Override
    default @Nullable Instant until() {
        return null;
    }

    @Override
    default List<String> clearableBy() {
        return List.of();
    }

    @Override
    default @Nullable String link() {
        return null;
    }
}

package dev.waybill.triggers;

import dev.waybill.gates.Blocker;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What automation does next in a lane.
 *
 * @param ref as requests name it
 * @param aim what it wants to deploy in the end; null if there is nothing
 * @param sha what it would deploy now: the aim, or a part of the way to it; null if there is nothing
 * @param note a sentence about that
 * @param blockers why it does not request that now; those of the gates, which hold the deploy once it is requested, are not among
 *     them
 * @param dueAt when there will be more to deploy, by time alone; null if time changes nothing
 */
public record Plan(
        String ref,
        @Nullable Sha aim,
        @Nullable Sha sha,
        String note,
        List<Blocker> blockers,
        @Nullable Instant dueAt) {
    public Plan {
        blockers = List.copyOf(blockers);
    }

    boolean isDue() {
        return sha != null && blockers.isEmpty();
    }
}

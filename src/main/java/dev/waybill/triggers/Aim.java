package dev.waybill.triggers;

import dev.waybill.vcs.Sha;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What automation would deploy to a lane.
 *
 * @param ref as requests name it
 * @param sha null if there is nothing to deploy
 * @param note a sentence about it, such as {@code main of shop is deadbee since 14:02}, or why there is nothing
 * @param dueAt when there will be more to deploy, by time alone; null if time changes nothing
 * @param firedAt the time of the schedule for which it is deployed; null if it follows no schedule
 * @param isAwaited whether the repository has to be looked at first
 */
record Aim(
        String ref,
        @Nullable Sha sha,
        String note,
        @Nullable Instant dueAt,
        @Nullable Instant firedAt,
        boolean isAwaited) {
    static Aim at(String ref, Sha sha, String note) {
        return new Aim(ref, sha, note, null, null, false);
    }

    /** Nothing yet: the repository has to be looked at first. */
    static Aim awaited(String ref, String note) {
        return new Aim(ref, null, note, null, null, true);
    }

    /** @param dueAt null if time changes nothing */
    static Aim nothing(String ref, String note, @Nullable Instant dueAt) {
        return new Aim(ref, null, note, dueAt, null, false);
    }
}

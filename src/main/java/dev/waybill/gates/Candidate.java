package dev.waybill.gates;

import org.jspecify.annotations.Nullable;

/**
 * A deploy that would like to start, as the gates see it.
 *
 * @param user the name of the one who asked
 * @param sha what the ref resolved to; null while the repository has not answered
 * @param isAutomatic nobody in person asked for it
 * @param isRollback it goes back, so being older than what is live is what it is for
 * @param isExcused it came by a door that cannot give a reason
 * @param reason why, in the words of the one who asked; null if none was given
 */
public record Candidate(
        String app,
        String environment,
        String user,
        String ref,
        @Nullable String sha,
        boolean forced,
        boolean isAutomatic,
        boolean isRollback,
        boolean isExcused,
        @Nullable String reason) {
    /** Whether something unusual needs a reason, and none was given. */
    boolean owesReason() {
        return !isAutomatic && !isRollback && !isExcused && reason == null;
    }
}

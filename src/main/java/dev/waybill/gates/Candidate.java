package dev.waybill.gates;

import org.jspecify.annotations.Nullable;

/**
 * A deploy that could start, as the gates see it.
 *
 * @param user the name of the requester
 * @param sha what the ref resolved to; null while the repository has not answered
 * @param isAutomatic whether the server itself requested it
 * @param isRollback whether it is a rollback, or another task than a deploy: either may be older than what is live
 * @param isExcused whether it comes from a client that cannot give a reason
 * @param isExternal whether its command runs elsewhere, so that it needs no room on a node
 * @param reason why it was requested; null if no reason was given
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
        boolean isExternal,
        @Nullable String reason) {
    /** Whether something unusual needs a reason, and none was given. */
    boolean owesReason() {
        return !isAutomatic && !isRollback && !isExcused && reason == null;
    }
}

package dev.waybill.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deploy that happened elsewhere, checked and about to be recorded.
 *
 * @param known its commit, and why that could not be verified, if it could not
 * @param at when it ended
 * @param evidence as it is shown; null if none was given
 */
record PastDeploy(
        Asking asking,
        Wanted wanted,
        Known known,
        Instant at,
        @Nullable String evidence) {}

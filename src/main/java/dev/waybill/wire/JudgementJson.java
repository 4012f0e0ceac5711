package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * A judgement of a version in an environment.
 *
 * @param verdict {@code good} or {@code faulty}; a faulty one is quarantined
 * @param cause {@code judged}, or {@code rollback} if it was rolled back
 */
public record JudgementJson(
        String verdict, String cause, @Nullable String reason, String by, String date) {}

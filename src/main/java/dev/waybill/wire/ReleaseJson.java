package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * A version that went live.
 *
 * @param deploy the name of the deploy that brought it
 * @param since when it went live
 * @param judgement the newest judgement of it; null if there is none
 */
public record ReleaseJson(
        String sha,
        String ref,
        String deploy,
        int number,
        String user,
        String since,
        boolean rollback,
        @Nullable JudgementJson judgement) {}

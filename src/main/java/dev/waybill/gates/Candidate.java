package dev.waybill.gates;

import org.jspecify.annotations.Nullable;

/**
 * A deploy that would like to start, as the gates see it.
 *
 * @param door where the request came in
 * @param user the name of the one who asked
 * @param sha what the ref resolved to; null while the repository has not answered
 */
public record Candidate(
        String door,
        String app,
        String environment,
        String user,
        String ref,
        @Nullable String sha,
        boolean forced) {}

package dev.waybill.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Sha;
import org.jspecify.annotations.Nullable;

/**
 * The changes between two commits.
 *
 * @param from null if it should be the live version, and nothing is live
 */
public record Comparison(@Nullable Side from, Side to, Changes changes) {
    /**
     * One of the two commits, and how it was found.
     *
     * @param ref as requested
     * @param deploy the deploy that named it; null for none
     */
    public record Side(String ref, Sha sha, @Nullable Deploy deploy) {}
}

package dev.waybill.lookups;

import dev.waybill.deploys.Deploy;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Sha;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two commits that somebody named.
 *
 * @param from null if nothing is live where it was to be compared with that
 */
public record Comparison(@Nullable Side from, Side to, Changes changes) {
    /**
     * One of the two, and what it was found by.
     *
     * @param ref as somebody asked for it
     * @param deploy null if it was not named by one
     */
    public record Side(String ref, Sha sha, @Nullable Deploy deploy) {}
}

package dev.waybill.sightings;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.spi.Live;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an environment has live, as the system says to which it is deployed.
 *
 * @param seenAt when that system last told; null if it never has
 * @param complaint why it did not tell the last time; null if it did
 * @param nextAt when it is asked next
 * @param live null if nothing is, or it never told
 * @param drift null if what is live there agrees with what is recorded here, or that is unknown
 */
public record Sighting(
        @Nullable Instant seenAt,
        @Nullable String complaint,
        Instant nextAt,
        @Nullable Live live,
        @Nullable Drift drift) {
    /**
     * Another commit is live there than is recorded here.
     *
     * @param deploy the one that is recorded as live
     * @param sha the commit that is live there; a look while something is deployed may have seen yet another one since
     * @param since when that was first seen
     * @param acknowledged null if nobody has said that they know
     */
    public record Drift(
            DeployId deploy,
            String sha,
            Instant since,
            @Nullable Acknowledgement acknowledged) {}

    /** @param by the name of a user */
    public record Acknowledgement(String by, Instant at) {}

    /** The drift, unless a deploy has gone live since. */
    public Optional<Drift> driftFrom(@Nullable Deploy recorded) {
        return drift != null && recorded != null && drift.deploy().equals(recorded.id())
                ? Optional.of(drift)
                : Optional.empty();
    }
}

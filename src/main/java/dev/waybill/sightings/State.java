package dev.waybill.sightings;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.sightings.Sighting.Drift;
import dev.waybill.spi.Live;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of an environment, at some point of time.
 *
 * @param recorded the deploy that is live
 * @param isRunning whether another one runs, so that anything can be live
 * @param seen what was seen last; null if it was never looked at
 */
record State(
        @Nullable Deploy recorded,
        boolean isRunning,
        @Nullable Sighting seen) {
    static State of(Handle handle, Lane lane) {
        return new State(
                ReleaseStore.live(handle, lane).orElse(null),
                DeployStore.running(handle, lane).isPresent(),
                SightingStore.find(handle, lane).orElse(null));
    }

    @Nullable
    Drift drift() {
        return seen == null ? null : seen.drift();
    }

    /** The drift, unless a deploy has gone live since. */
    Optional<Drift> heldDrift() {
        return seen == null ? Optional.empty() : seen.driftFrom(recorded);
    }

    /**
     * The drift once something has been seen; null if there is none. While something is deployed it stays as it was.
     *
     * @param before what was known before the look
     * @param live what was seen; null if nothing is live
     */
    @Nullable
    Drift drift(State before, @Nullable Live live, Instant now) {
        var sha = live == null ? null : live.sha();
        if (sha == null
                || recorded == null
                || recorded.sha() == null
                || sha.equals(recorded.sha().hex())) {
            return null;
        }
        if (!isQuietSince(before)) {
            return drift();
        }
        return heldDrift().filter(it -> it.sha().equals(sha)).orElse(new Drift(recorded.id(), sha, now, null));
    }

    /** Whether nothing was deployed since, by what was known then and is now. No clocks are compared: they differ. */
    private boolean isQuietSince(State before) {
        return recorded != null
                && before.recorded != null
                && recorded.id().equals(before.recorded.id())
                && !isRunning
                && !before.isRunning;
    }
}

package dev.waybill.web.apps;

import dev.waybill.deploys.Deploy;
import dev.waybill.lookups.EnvironmentState;
import dev.waybill.sightings.Sighting;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import dev.waybill.web.shown.DeployRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An environment on the line of promotion.
 *
 * @param live null if nothing is
 * @param commit what is live; null if that is not known
 * @param failed the last deploy, if it has failed; null otherwise
 * @param hop how many commits it lacks that the environment before it has, in words; empty if that is not known
 */
public record Stop(
        String path,
        String environment,
        EnvironmentState state,
        @Nullable DeployRow live,
        @Nullable Commit commit,
        @Nullable DeployRow running,
        List<DeployRow> waiting,
        @Nullable DeployRow failed,
        AutoState auto,
        String hop,
        Offer offer) {
    public Stop {
        waiting = List.copyOf(waiting);
    }

    /** The commit that is live; null if nothing is. */
    @Nullable
    Sha sha() {
        return live == null ? null : live.deploy().sha();
    }

    /** That another commit is live than is recorded. */
    public Optional<Sighting.Drift> drift() {
        Deploy recorded = live == null ? null : live.deploy();
        return Optional.ofNullable(state.sighting()).flatMap(it -> it.driftFrom(recorded));
    }

    /** The CSS class of its card. */
    public String kind() {
        return running != null ? "runs" : failed != null ? "broke" : "";
    }
}

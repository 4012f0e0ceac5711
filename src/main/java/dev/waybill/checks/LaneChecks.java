package dev.waybill.checks;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Lane;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checks that a lane's app requires, and what is known about them. Immutable.
 *
 * @param config the app's present configuration
 * @param released the commits of pending rollbacks that were live in the lane before
 */
public record LaneChecks(
        Requirements requirements,
        AppConfig config,
        Lane lane,
        Map<CheckKey, CheckRow> rows,
        Set<Sha> released,
        Instant now) {

    /** Whether a commit that a rollback goes back to was live in the lane before. */
    public boolean wasLive(Sha sha) {
        return released.contains(sha);
    }

    /**
     * The checks of a commit, in the order of the configuration.
     *
     * @param ref under which it was requested
     */
    public List<Checked> of(Sha sha, String ref) {
        return requirements.of(config, lane.environment(), ref).stream()
                .map(requirement -> new Checked(requirement, standing(sha, requirement)))
                .toList();
    }

    /** Whether a commit has passed all of them. */
    public boolean havePassed(Sha sha, String ref) {
        return of(sha, ref).stream().allMatch(Checked::hasPassed);
    }

    /** That what was reported to the code host is ignored, as a sentence for people; empty if it is not. */
    public Optional<String> ignored() {
        return requirements.ignored(config);
    }

    private Standing standing(Sha sha, Requirement requirement) {
        var row = rows.get(new CheckKey(lane.app(), sha, requirement.key()));
        return row == null ? Standing.unasked(now) : row.standing();
    }
}

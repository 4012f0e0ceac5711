package dev.waybill.checks;

import dev.waybill.apps.Apps;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Reads what is known about the checks of commits. Thread-safe. */
public final class CheckFacts {
    private final Apps apps;
    private final Requirements requirements;

    public CheckFacts(Apps apps, Requirements requirements) {
        this.apps = apps;
        this.requirements = requirements;
    }

    /** Those of all pending commits of a lane. */
    public LaneChecks ofWaiting(Handle handle, Lane lane, int appVersion, Instant now) {
        return new LaneChecks(
                requirements,
                apps.config(handle, lane.app(), appVersion),
                lane,
                CheckStore.ofLane(handle, lane),
                ReleaseStore.releasedOfRollbacks(handle, lane),
                now);
    }

    /** Those of one commit, for a deploy that may be a rollback. */
    public LaneChecks ofCommit(Handle handle, Lane lane, int appVersion, Sha sha, Instant now) {
        return new LaneChecks(
                requirements,
                apps.config(handle, lane.app(), appVersion),
                lane,
                CheckStore.ofCommit(handle, lane.app(), sha),
                ReleaseStore.wasLive(handle, lane, sha) ? Set.of(sha) : Set.of(),
                now);
    }

    /** The checks of one commit with their results. */
    public List<CheckDetails> details(Handle handle, Lane lane, int appVersion, Sha sha, String ref, Instant now) {
        var results = CheckStore.results(handle, lane.app(), sha);
        return ofCommit(handle, lane, appVersion, sha, now).of(sha, ref).stream()
                .map(checked -> new CheckDetails(
                        checked, results.getOrDefault(checked.requirement().key(), List.of())))
                .toList();
    }
}

package dev.waybill.lanes;

import dev.waybill.apps.Apps;
import dev.waybill.automation.Automations;
import dev.waybill.automation.LaneAutomation;
import dev.waybill.checks.CheckFacts;
import dev.waybill.checks.LaneChecks;
import dev.waybill.deploys.Lane;
import dev.waybill.registrations.LaneRegistrations;
import dev.waybill.sightings.Sighting;
import dev.waybill.sightings.Sightings;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the facts about a lane that only some lanes have, as far as its app is configured for them. Thread-safe. */
public final class LaneFacts {
    private final Apps apps;
    private final CheckFacts checks;

    public LaneFacts(Apps apps, CheckFacts checks) {
        this.apps = apps;
        this.checks = checks;
    }

    /**
     * Those facts.
     *
     * @param checks null if the app has none, or they were not read yet
     * @param automation empty if automatic deploys were never configured
     * @param sighting empty if it matters to nothing
     */
    record Some(
            @Nullable LaneChecks checks,
            LaneRegistrations registrations,
            Optional<LaneAutomation> automation,
            Optional<Sighting> sighting) {
        static final Some NONE = new Some(null, LaneRegistrations.NONE, Optional.empty(), Optional.empty());
    }

    /** For all pending deploys of a lane. */
    Some ofWaiting(Handle handle, Lane lane, LaneStore.Head head, Instant now) {
        var ofWaiting = head.isChecked() ? checks.ofWaiting(handle, lane, head.version(), now) : null;
        return some(handle, lane, head, ofWaiting);
    }

    /** For one commit, whose deploy may not be recorded yet. */
    Some ofCommit(Handle handle, Lane lane, LaneStore.Head head, @Nullable Sha sha, Instant now) {
        var ofCommit = head.isChecked() && sha != null ? checks.ofCommit(handle, lane, head.version(), sha, now) : null;
        return some(handle, lane, head, ofCommit);
    }

    private Some some(Handle handle, Lane lane, LaneStore.Head head, @Nullable LaneChecks read) {
        if (!head.isChecked() && !head.isAutomated()) {
            return Some.NONE;
        }
        var config = apps.config(handle, lane.app(), head.version());
        return new Some(
                read,
                head.isChecked() ? LaneRegistrations.of(handle, lane, config) : LaneRegistrations.NONE,
                head.isAutomated() ? Automations.of(handle, lane, config) : Optional.empty(),
                head.isAutomated() ? Sightings.of(handle, lane) : Optional.empty());
    }
}

package dev.waybill.lanes;

import dev.waybill.ancestry.Kin;
import dev.waybill.apps.Pool;
import dev.waybill.automation.LaneAutomation;
import dev.waybill.checks.Checked;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Judgement;
import dev.waybill.deploys.Judgements;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.gates.Facts;
import dev.waybill.locks.Lock;
import dev.waybill.locks.Locks;
import dev.waybill.nodes.NodeState;
import dev.waybill.registrations.Unregistered;
import dev.waybill.sightings.Sighting;
import dev.waybill.vcs.Sha;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a lane that the gates need, read once for all of its candidates. The versions are read first, so that a claim
 * fails if anything changes while the rest is read.
 *
 * @param kin how the commits of candidates relate to {@link #bases}
 * @param some those that only some lanes have
 * @param nodes all nodes
 */
record LaneReading(
        Kin kin,
        LaneFacts.Some some,
        LaneStore.Head head,
        Instant now,
        List<Lock> locks,
        Optional<Deploy> live,
        Optional<Deploy> running,
        Map<Sha, Judgement> faulty,
        List<NodeState> nodes,
        List<Facts.Place> places,
        @Nullable Pool pool,
        Optional<Facts.Pool> poolFacts) {

    /**
     * Reads everything but the relations between commits, and what only some lanes have.
     *
     * @param mayClaim which nodes could claim a deploy
     */
    static LaneReading of(Handle handle, Lane lane, List<NodeState> nodes, Predicate<NodeState> mayClaim, Instant now) {
        var head = LaneStore.head(handle, lane);
        var pool = Pool.of(handle, lane.app(), lane.environment());
        return new LaneReading(
                Kin.NONE,
                LaneFacts.Some.NONE,
                head,
                now,
                head.mayBeLocked() ? Locks.covering(handle, lane.app(), lane.environment()) : List.of(),
                head.lastLive() > 0 ? ReleaseStore.live(handle, lane) : Optional.empty(),
                DeployStore.running(handle, lane),
                head.hasFaulty() ? Judgements.faulty(handle, lane.app(), lane.environment()) : Map.of(),
                nodes,
                nodes.stream().filter(mayClaim).map(LaneReading::place).toList(),
                pool.orElse(null),
                pool.map(it -> new Facts.Pool(it.name(), DeployStore.countInPool(handle, it.name()), it.maxRunning())));
    }

    /** The commits to which the relations of candidates matter. */
    Set<Sha> bases() {
        var bases = new HashSet<>(faulty.keySet());
        live.map(Deploy::sha).ifPresent(bases::add);
        return bases;
    }

    LaneReading with(Kin known, LaneFacts.Some read) {
        return new LaneReading(known, read, head, now, locks, live, running, faulty, nodes, places, pool, poolFacts);
    }

    long gateVersion() {
        return head.gateVersion();
    }

    /** How many deploys had gone live. */
    int lastLive() {
        return head.lastLive();
    }

    private static Facts.Place place(NodeState node) {
        return new Facts.Place(node.name(), node.running(), node.maxRunning(), node.draining(), node.shortage());
    }

    /**
     * The deploy to judge.
     *
     * @param id null if it is not recorded yet
     * @param sha its commit; null if not known yet
     * @param pending the state of the lookup of its commit; null if it was not started
     * @param since when it was requested
     */
    record Subject(
            @Nullable DeployId id, @Nullable Sha sha, String ref, Deploy.@Nullable Pending pending, Instant since) {
        static Subject of(Deploy deploy) {
            var pending = deploy.state() instanceof Deploy.Pending waits ? waits : null;
            return new Subject(deploy.id(), deploy.sha(), deploy.ref(), pending, deploy.createdAt());
        }
    }

    /**
     * The facts for one candidate.
     *
     * @param ahead the deploy ahead of it; null for none
     */
    Facts facts(Subject subject, @Nullable Deploy ahead, int position) {
        var sha = subject.sha();
        var pending = subject.pending();
        var checks = some.checks();
        return new Read(
                locks,
                Optional.ofNullable(head.retiredAt()),
                sha == null && pending != null
                        ? Optional.of(new Facts.Unresolved(pending.complaint(), subject.since()))
                        : Optional.empty(),
                sha == null || checks == null ? List.of() : checks.of(sha, subject.ref()),
                checks == null ? Optional.empty() : checks.ignored(),
                some.registrations().of(subject.id()),
                some.automation(),
                some.sighting().flatMap(this::drift),
                now,
                sha != null && checks != null && checks.wasLive(sha),
                sha == null ? Optional.empty() : live.flatMap(deploy -> live(deploy, sha)),
                sha == null
                        ? List.of()
                        : faulty.entrySet().stream()
                                .map(bad -> quarantined(bad.getKey(), bad.getValue(), sha))
                                .toList(),
                pending == null
                        ? Optional.empty()
                        : Optional.ofNullable(pending.graceUntil()).filter(now::isBefore),
                aheadOf(ahead, position),
                places,
                poolFacts);
    }

    private Optional<Facts.Live> live(Deploy deploy, Sha candidate) {
        return deploy.sha() == null || !(deploy.state() instanceof Deploy.Finished finished)
                ? Optional.empty()
                : Optional.of(new Facts.Live(
                        deploy.name(),
                        deploy.sha().abbreviated(),
                        finished.at(),
                        kin.relation(deploy.sha(), candidate)));
    }

    private Optional<Facts.Drift> drift(Sighting sighting) {
        var seen = sighting.live();
        return seen == null
                ? Optional.empty()
                : live.flatMap(deploy -> sighting.driftFrom(deploy)
                        .filter(drift -> drift.acknowledged() == null)
                        .map(drift -> new Facts.Drift(
                                seen.release(), new Sha(drift.sha()).abbreviated(), deploy.name(), drift.since())));
    }

    private Facts.Quarantined quarantined(Sha bad, Judgement judgement, Sha candidate) {
        return new Facts.Quarantined(bad.hex(), judgement, kin.containment(bad, candidate));
    }

    private Optional<Facts.Ahead> aheadOf(@Nullable Deploy ahead, int position) {
        return Optional.ofNullable(ahead)
                .map(deploy -> deploy.state() instanceof Deploy.Running state
                        ? new Facts.Ahead(
                                deploy.name(),
                                state.since(),
                                position,
                                deploy.isExternal() ? null : silent(state.node()),
                                silent(state.driver()))
                        : new Facts.Ahead(deploy.name(), null, position, null, null));
    }

    private static Facts.@Nullable Silent silent(Deploy.@Nullable Driver driver) {
        return driver == null || driver.silentSince() == null
                ? null
                : new Facts.Silent(driver.place(), driver.silentSince());
    }

    private Facts.@Nullable Silent silent(String id) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .map(node -> node.silentSince() == null ? null : new Facts.Silent(node.name(), node.silentSince()))
                .orElse(null);
    }

    private record Read(
            List<Lock> locks,
            Optional<Instant> retired,
            Optional<Facts.Unresolved> unresolved,
            List<Checked> checks,
            Optional<String> ignoredChecks,
            Optional<Unregistered> unregistered,
            Optional<LaneAutomation> automation,
            Optional<Facts.Drift> drift,
            Instant now,
            boolean wasLive,
            Optional<Facts.Live> live,
            List<Facts.Quarantined> quarantined,
            Optional<Instant> grace,
            Optional<Facts.Ahead> ahead,
            List<Facts.Place> places,
            Optional<Facts.Pool> pool)
            implements Facts {}
}

package dev.waybill.deploys;

import dev.waybill.apps.Apps;
import dev.waybill.apps.GateVersion;
import dev.waybill.gates.Blocker;
import dev.waybill.gates.Candidate;
import dev.waybill.gates.Facts;
import dev.waybill.gates.Gates;
import dev.waybill.gates.Lock;
import dev.waybill.gates.Locks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One lane as it stands: what runs in it, and what the gates say of each deploy that waits, in the order of their turns.
 *
 * @param pool to which its deploys belong; null for none
 */
record LaneQueue(List<Judged> waiting, long gateVersion, Apps.@Nullable Pool pool) {
    /**
     * A deploy that waits.
     *
     * @param position in the queue, from 1
     * @param blockers empty if it may start now
     */
    record Judged(Deploy deploy, int position, List<Blocker> blockers) {}

    /**
     * Reads and judges a lane.
     *
     * @param nodes all that are known
     * @param mayClaim which of them are asked about
     */
    static LaneQueue of(Handle handle, Lane lane, List<NodeState> nodes, Predicate<NodeState> mayClaim) {
        var gateVersion = GateVersion.read(handle);
        var lock = Locks.find(handle, lane.app());
        var retired = Apps.retiredAt(handle, lane.app());
        var places = nodes.stream().filter(mayClaim).map(LaneQueue::place).toList();
        var pool = Apps.pool(handle, lane.app(), lane.environment());
        var ofPool =
                pool.map(it -> new Facts.Pool(it.name(), DeployStore.countInPool(handle, it.name()), it.maxRunning()));
        var ahead = DeployStore.running(handle, lane).orElse(null);
        var judged = new ArrayList<Judged>();
        for (var deploy : DeployStore.waiting(handle, lane)) {
            var position = judged.size() + 1;
            var facts = new Read(lock, retired, unresolved(deploy), aheadOf(ahead, position, nodes), places, ofPool);
            var blockers = Gates.evaluate(candidate(deploy), facts);
            judged.add(new Judged(deploy, position, blockers));
            ahead = ahead == null && blockers.isEmpty() ? deploy : ahead;
        }
        return new LaneQueue(List.copyOf(judged), gateVersion, pool.orElse(null));
    }

    private static Facts.Place place(NodeState node) {
        return new Facts.Place(node.name(), node.running(), node.maxRunning(), node.draining());
    }

    /** What the gates would say of a request that is not in the lane yet, but for its place in the queue. */
    static List<Blocker> ofRequest(Handle handle, Lane lane, Candidate candidate) {
        return Gates.evaluate(
                candidate,
                new Read(
                        Locks.find(handle, lane.app()),
                        Apps.retiredAt(handle, lane.app()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
    }

    Optional<Judged> next() {
        return waiting.stream().filter(judged -> judged.blockers().isEmpty()).findFirst();
    }

    Optional<Judged> find(DeployId id) {
        return waiting.stream()
                .filter(judged -> judged.deploy().id().equals(id))
                .findFirst();
    }

    private static Optional<Facts.Ahead> aheadOf(@Nullable Deploy ahead, int position, List<NodeState> nodes) {
        return Optional.ofNullable(ahead)
                .map(deploy -> deploy.state() instanceof Deploy.Running running
                        ? new Facts.Ahead(deploy.name(), running.since(), position, silent(running.node(), nodes))
                        : new Facts.Ahead(deploy.name(), null, position, null));
    }

    private static Facts.@Nullable Silent silent(String id, List<NodeState> nodes) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .map(node -> node.silentSince() == null ? null : new Facts.Silent(node.name(), node.silentSince()))
                .orElse(null);
    }

    private static Optional<Facts.Unresolved> unresolved(Deploy deploy) {
        return deploy.sha() == null && deploy.state() instanceof Deploy.Pending pending
                ? Optional.of(new Facts.Unresolved(pending.complaint(), deploy.createdAt()))
                : Optional.empty();
    }

    private static Candidate candidate(Deploy deploy) {
        return new Candidate(
                deploy.door(),
                deploy.appName(),
                deploy.environment(),
                deploy.user().name(),
                deploy.ref(),
                deploy.sha() == null ? null : deploy.sha().hex(),
                deploy.forced());
    }

    /** The facts around one candidate, as they were read. */
    private record Read(
            Optional<Lock> lock,
            Optional<Instant> retired,
            Optional<Facts.Unresolved> unresolved,
            Optional<Facts.Ahead> ahead,
            List<Facts.Place> places,
            Optional<Facts.Pool> pool)
            implements Facts {}
}

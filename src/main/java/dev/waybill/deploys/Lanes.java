package dev.waybill.deploys;

import dev.waybill.gates.Candidate;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads lanes and asks the gates about them. */
final class Lanes {
    private final Parts parts;

    Lanes(Parts parts) {
        this.parts = parts;
    }

    /** A lane as this node sees it, which would like to claim. */
    LaneQueue ofThisNode(Lane lane) {
        return parts.db()
                .read(handle -> queue(
                        handle,
                        lane,
                        parts.nodes().all(handle),
                        node -> node.id().equals(parts.node().id())));
    }

    /** A lane as it is explained: any node that lives may claim. */
    LaneQueue explained(Handle handle, Lane lane, List<NodeState> nodes) {
        return queue(handle, lane, nodes, Lanes::lives);
    }

    private LaneQueue queue(Handle handle, Lane lane, List<NodeState> nodes, Predicate<NodeState> mayClaim) {
        var reading = LaneReading.of(
                handle, lane, nodes, mayClaim, Kin.OF_DATABASE, parts.time().now());
        return LaneQueue.of(reading, DeployStore.waiting(handle, lane));
    }

    /**
     * What the gates would say of a candidate that is not in the lane yet.
     *
     * @param question how the question for its commit stands; null if that was not asked yet
     * @param kin what was asked about its commit
     */
    LaneQueue.Verdict verdict(
            Handle handle, Lane lane, Candidate candidate, Rank rank, Deploy.@Nullable Pending question, Kin kin) {
        var reading = LaneReading.of(
                handle,
                lane,
                parts.nodes().all(handle),
                Lanes::lives,
                kin,
                parts.time().now());
        return LaneQueue.verdict(reading, DeployStore.waiting(handle, lane), candidate, rank, question);
    }

    private static boolean lives(NodeState node) {
        return node.silentSince() == null;
    }
}

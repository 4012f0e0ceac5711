package dev.waybill.lanes;

import dev.waybill.ancestry.Kin;
import dev.waybill.ancestry.KinshipStore;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.Node;
import dev.waybill.deploys.Rank;
import dev.waybill.gates.Candidate;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads lanes and judges them with the gates. */
public final class Lanes {

    private final Db db;
    private final Node node;
    private final Nodes nodes;
    private final Patience patience;
    private final LaneFacts facts;
    private final Time time;

    public Lanes(Db db, Node node, Nodes nodes, Patience patience, LaneFacts facts, Time time) {
        this.db = db;
        this.node = node;
        this.nodes = nodes;
        this.patience = patience;
        this.facts = facts;
        this.time = time;
    }

    /** A lane as seen by this node, which wants to claim a deploy. */
    LaneQueue ofThisNode(Lane lane) {
        return db.read(
                handle -> queue(handle, lane, nodes.all(handle), it -> it.id().equals(node.id())));
    }

    /** A lane as displayed to people: any live node may claim. */
    public LaneQueue explained(Handle handle, Lane lane, List<NodeState> heard) {
        return queue(handle, lane, heard, Lanes::lives);
    }

    private LaneQueue queue(Handle handle, Lane lane, List<NodeState> heard, Predicate<NodeState> mayClaim) {
        return LaneQueue.of(reading(handle, lane, heard, mayClaim), DeployStore.waiting(handle, lane), patience);
    }

    /**
     * Judges a candidate that is not in the lane yet.
     *
     * @param question the state of the lookup of its commit; null if it was not started
     * @param asked the relations of its commit that were just found out
     */
    public LaneQueue.Verdict verdict(
            Handle handle, Lane lane, Candidate candidate, Rank rank, Deploy.@Nullable Pending question, Kin asked) {
        var reading = reading(handle, lane, nodes.all(handle), Lanes::lives);
        var sha = candidate.sha() == null ? null : new Sha(candidate.sha());
        var before = DeployStore.waiting(handle, lane).stream()
                .filter(deploy -> deploy.rank().compareTo(rank) <= 0)
                .toList();
        var stored = sha == null ? Kin.NONE : KinshipStore.of(handle, reading.bases(), sha);
        var ofCommit = facts.ofCommit(handle, lane, reading.head(), sha, reading.now());
        return LaneQueue.verdict(
                reading.with(stored.and(asked), ofCommit),
                LaneQueue.of(reading, before, patience),
                candidate,
                question);
    }

    private LaneReading reading(Handle handle, Lane lane, List<NodeState> heard, Predicate<NodeState> mayClaim) {
        var reading = LaneReading.of(handle, lane, heard, mayClaim, time.now());
        var kin = KinshipStore.ofWaiting(handle, lane, reading.bases());
        return reading.with(kin, facts.ofWaiting(handle, lane, reading.head(), reading.now()));
    }

    private static boolean lives(NodeState node) {
        return node.silentSince() == null;
    }
}

package dev.waybill.statuses;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Lane;
import dev.waybill.gates.Blocker;
import dev.waybill.lanes.LaneQueue;
import dev.waybill.lanes.Lanes;
import dev.waybill.nodes.Nodes;
import dev.waybill.store.Db;
import java.util.List;
import java.util.Optional;

/** Why deploys wait, as people are told. Thread-safe. */
public final class WaitingReasons {
    private final Db db;
    private final Lanes lanes;
    private final Nodes nodes;

    public WaitingReasons(Db db, Lanes lanes, Nodes nodes) {
        this.db = db;
        this.lanes = lanes;
        this.nodes = nodes;
    }

    /** Those that wait in a lane. */
    List<LaneQueue.Judged> in(Lane lane) {
        return db.read(handle -> lanes.explained(handle, lane, nodes.all(handle)))
                .waiting();
    }

    /** Empty if nothing blocks it. */
    Optional<List<Blocker>> of(Deploy deploy) {
        return in(deploy.lane()).stream()
                .filter(judged -> judged.deploy().id().equals(deploy.id()))
                .map(LaneQueue.Judged::blockers)
                .filter(blockers -> !blockers.isEmpty())
                .findFirst();
    }
}

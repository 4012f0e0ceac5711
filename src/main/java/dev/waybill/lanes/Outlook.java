package dev.waybill.lanes;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What may be expected of deploys that are not over: why they wait, when they will probably start and end. */
public final class Outlook {
    private final Db db;
    private final Lanes lanes;
    private final Nodes nodes;
    private final Time time;
    private final DeployStore store;

    public Outlook(Db db, Lanes lanes, Nodes nodes, Time time) {
        this.db = db;
        this.lanes = lanes;
        this.nodes = nodes;
        this.time = time;
        this.store = new DeployStore(db);
    }

    /** Why a deploy waits, and where in its lane; empty if it does not wait. */
    public Optional<Waiting> waiting(Deploy deploy) {
        return Optional.ofNullable(waiting(List.of(deploy)).get(deploy.id()));
    }

    /** The same of those among many that wait. */
    public Map<DeployId, Waiting> waiting(List<Deploy> deploys) {
        var asked = deploys.stream()
                .filter(deploy -> deploy.state() instanceof Deploy.Pending)
                .map(Deploy::lane)
                .distinct()
                .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        return db.read(handle -> {
            var known = nodes.all(handle);
            var found = new HashMap<DeployId, Waiting>();
            asked.forEach(lane -> addWaiting(found, handle, lane, known));
            return found;
        });
    }

    private void addWaiting(Map<DeployId, Waiting> found, Handle handle, Lane lane, List<NodeState> heard) {
        var usual = usual(ReleaseStore.durations(handle, lane));
        var now = time.now();
        lanes.explained(handle, lane, heard)
                .waiting()
                .forEach(judged -> found.put(
                        judged.deploy().id(),
                        new Waiting(
                                judged.position(),
                                judged.blockers(),
                                usual.flatMap(duration -> Estimates.start(judged, duration, now))
                                        .orElse(null))));
    }

    /** When a deploy that runs will probably end; empty if none of its lane has succeeded yet, or it takes longer than they did. */
    private Optional<Instant> estimatedEnd(Deploy deploy) {
        return deploy.state() instanceof Deploy.Running
                ? estimatedEnd(deploy, usualDuration(deploy.lane()))
                : Optional.empty();
    }

    /** The same where it is known how long one of its lane usually takes. */
    public Optional<Instant> estimatedEnd(Deploy deploy, Optional<Duration> usual) {
        return deploy.state() instanceof Deploy.Running running
                ? usual.map(running.since()::plus).filter(end -> end.isAfter(time.now()))
                : Optional.empty();
    }

    /** How long the deploys that run on a node will probably take from now on, at most; empty if nobody can know. */
    public Optional<Duration> longestLeft(NodeState node) {
        return store.runningOn(node.id()).stream()
                .flatMap(deploy -> estimatedEnd(deploy).stream())
                .max(Comparator.naturalOrder())
                .map(end -> Duration.between(time.now(), end));
    }

    /** How long a deploy of this lane usually takes: the median of the last that succeeded; empty if none did. */
    public Optional<Duration> usualDuration(Lane lane) {
        return usual(db.read(handle -> ReleaseStore.durations(handle, lane)));
    }

    public static Optional<Duration> usual(List<Duration> durations) {
        return durations.isEmpty() ? Optional.empty() : Optional.of(durations.get(durations.size() / 2));
    }
}

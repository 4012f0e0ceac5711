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

/** The outlook for unfinished deploys: why they wait, and estimates of their start and end. */
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

    /** Why a deploy waits, and its position in the lane; empty if it is not pending. */
    public Optional<Waiting> waiting(Deploy deploy) {
        return Optional.ofNullable(waiting(List.of(deploy)).get(deploy.id()));
    }

    /** The same for the pending ones among many deploys. */
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

    /**
     * The estimated end of a running deploy; empty if none of its lane has succeeded yet, or it already takes longer than usual.
     */
    private Optional<Instant> estimatedEnd(Deploy deploy) {
        return deploy.state() instanceof Deploy.Running
                ? estimatedEnd(deploy, usualDuration(deploy.lane()))
                : Optional.empty();
    }

    /** The same for a known usual duration. */
    public Optional<Instant> estimatedEnd(Deploy deploy, Optional<Duration> usual) {
        return deploy.state() instanceof Deploy.Running running
                ? usual.map(running.since()::plus).filter(end -> end.isAfter(time.now()))
                : Optional.empty();
    }

    /** The estimated time until all running deploys of a node have ended; empty if unknown. */
    public Optional<Duration> longestLeft(NodeState node) {
        return store.runningOn(node.id()).stream()
                .flatMap(deploy -> estimatedEnd(deploy).stream())
                .max(Comparator.naturalOrder())
                .map(end -> Duration.between(time.now(), end));
    }

    /** How long a deploy of this lane usually takes: the median of the last succeeded ones; empty if there are none. */
    public Optional<Duration> usualDuration(Lane lane) {
        return usual(db.read(handle -> ReleaseStore.durations(handle, lane)));
    }

    /** How long each step of a deploy of this lane usually takes, by name; those that were never seen to succeed are missing. */
    public Map<String, Duration> usualSteps(Lane lane) {
        var usual = new HashMap<String, Duration>();
        db.read(handle -> ReleaseStore.stepDurations(handle, lane))
                .forEach((step, durations) -> usual(durations).ifPresent(it -> usual.put(step, it)));
        return usual;
    }

    public static Optional<Duration> usual(List<Duration> durations) {
        return durations.isEmpty() ? Optional.empty() : Optional.of(durations.get(durations.size() / 2));
    }
}

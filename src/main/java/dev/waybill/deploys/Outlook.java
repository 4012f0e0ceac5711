package dev.waybill.deploys;

import dev.waybill.deploys.Deploys.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What may be expected of deploys that are not over: why they wait, when they will probably start and end. */
final class Outlook {
    private final Parts parts;
    private final DeployStore store;
    private final Lanes lanes;

    Outlook(Parts parts, DeployStore store, Lanes lanes) {
        this.parts = parts;
        this.lanes = lanes;
        this.store = store;
    }

    /** Why those of many wait that do. */
    Map<DeployId, Waiting> waiting(List<Deploy> deploys) {
        var lanes = deploys.stream()
                .filter(deploy -> deploy.state() instanceof Deploy.Pending)
                .map(Deploy::lane)
                .distinct()
                .toList();
        if (lanes.isEmpty()) {
            return Map.of();
        }
        return parts.db().read(handle -> {
            var nodes = parts.nodes().all(handle);
            var found = new HashMap<DeployId, Waiting>();
            lanes.forEach(lane -> addWaiting(found, handle, lane, nodes));
            return found;
        });
    }

    private void addWaiting(Map<DeployId, Waiting> found, Handle handle, Lane lane, List<NodeState> nodes) {
        var usual = usual(ReleaseStore.durations(handle, lane));
        var now = parts.time().now();
        lanes.explained(handle, lane, nodes)
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
    Optional<Instant> estimatedEnd(Deploy deploy, Optional<Duration> usual) {
        return deploy.state() instanceof Deploy.Running running
                ? usual.map(running.since()::plus)
                        .filter(end -> end.isAfter(parts.time().now()))
                : Optional.empty();
    }

    /** How long the deploys that run on a node will probably take from now on, at most; empty if nobody can know. */
    Optional<Duration> longestLeft(NodeState node) {
        return store.runningOn(node.id()).stream()
                .flatMap(deploy -> estimatedEnd(deploy).stream())
                .max(Comparator.naturalOrder())
                .map(end -> Duration.between(parts.time().now(), end));
    }

    /** How long a deploy of this lane usually takes: the median of the last that succeeded; empty if none did. */
    Optional<Duration> usualDuration(Lane lane) {
        return usual(parts.db().read(handle -> ReleaseStore.durations(handle, lane)));
    }

    static Optional<Duration> usual(List<Duration> durations) {
        return durations.isEmpty() ? Optional.empty() : Optional.of(durations.get(durations.size() / 2));
    }
}

package dev.waybill.deploys;

import dev.waybill.apps.GateVersion;
import dev.waybill.errors.Unavailable;
import dev.waybill.events.Event;
import dev.waybill.store.NotUnique;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only one that starts deploys: looks at every lane in which nothing runs, and claims the first that the gates let pass. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration SAFETY_NET = Duration.ofSeconds(5);

    private final Parts parts;
    private final DeployStore store;
    private final Lanes lanes;
    private final Resolver resolver;
    private final Kinships kinships;
    private final Runner runner;
    private final LockKeeper keeper;

    Dispatcher(Parts parts, Lanes lanes, Resolver resolver, Kinships kinships, Runner runner) {
        this.parts = parts;
        this.lanes = lanes;
        this.resolver = resolver;
        this.kinships = kinships;
        this.store = new DeployStore(parts.db());
        this.runner = runner;
        this.keeper = new LockKeeper(parts);
    }

    /** Dispatches whenever something changed that may let a deploy start; until the server goes down. */
    void run() throws InterruptedException {
        try (var lanes = parts.db().signals().subscribe(GateVersion.LANES)) {
            while (!parts.db().signals().isClosed()) {
                lanes.await(untilNext());
            }
        }
    }

    /** Looks at everything, and answers how long nothing will be due unless somebody rings. */
    private Duration untilNext() {
        try {
            return runOnce()
                    .map(due -> Duration.between(parts.time().now(), due))
                    .filter(wait -> wait.compareTo(SAFETY_NET) < 0)
                    .orElse(SAFETY_NET);
        } catch (Unavailable e) {
            LOG.warn(
                    "the lanes could not be looked at; tried again in {} s: {}",
                    SAFETY_NET.toSeconds(),
                    e.getMessage());
            return SAFETY_NET;
        } catch (RuntimeException e) {
            LOG.error("the lanes could not be looked at; tried again in {} s", SAFETY_NET.toSeconds(), e);
            return SAFETY_NET;
        }
    }

    /** Sees to the locks, then looks at every lane once, those first that wait longest. Answers when something is due by itself. */
    Optional<Instant> runOnce() {
        var next = keeper.runOnce();
        resolver.adopt();
        store.idleLanes().forEach(this::dispatch);
        return next;
    }

    private void dispatch(Lane lane) {
        try {
            var queue = lanes.ofThisNode(lane);
            queue.waiting().forEach(judged -> settle(judged, queue));
            queue.next().ifPresent(judged -> claim(judged.deploy(), queue));
        } catch (Unavailable e) {
            LOG.warn("app={} env={} could not be dispatched: {}", lane.app(), lane.environment(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("app={} env={} could not be dispatched", lane.app(), lane.environment(), e);
        }
    }

    /**
     * Ends a deploy that what is live has overtaken. Asks what the gates need to know, on a thread of its own, since no other lane is to
     * wait for git; then looks at the lane again.
     */
    private void settle(LaneQueue.Judged judged, LaneQueue queue) {
        if (judged.hasUnknownKin()) {
            kinships.learn(judged, () -> dispatch(judged.deploy().lane()));
        } else if (judged.isSuperseded() && queue.live() != null) {
            supersede(judged, queue.live(), queue.lastLive());
        }
    }

    private void supersede(LaneQueue.Judged judged, Deploy newer, int lastLive) {
        var deploy = judged.deploy();
        var message = judged.blockers().getFirst().message();
        parts.db().write(tx -> {
            var superseded = Transitions.holdLive(tx, deploy.lane(), lastLive)
                    && Transitions.supersede(
                            tx, deploy, newer.id(), message, parts.time().now());
            if (superseded) {
                parts.logs().complete(tx, deploy.id().value());
                parts.events()
                        .append(
                                tx,
                                DeployEvents.of(
                                        "deploy.finished",
                                        deploy,
                                        Map.of("outcome", Outcome.SUPERSEDED.word(), "by", newer.name())));
            }
            return superseded;
        });
    }

    private void claim(Deploy deploy, LaneQueue queue) {
        if (isClaimed(deploy, queue)) {
            store.find(deploy.id()).ifPresent(runner::start);
        }
    }

    /** Waits for the disk, since its event is shown to people, and its number must not be given to another one. */
    private boolean isClaimed(Deploy deploy, LaneQueue queue) {
        try {
            return parts.db().write(tx -> {
                var started = Transitions.claim(tx, deploy, queue.claim(), parts.node(), () -> Moment.now(parts));
                started.ifPresent(now -> parts.events().append(tx, started(deploy, now)));
                return started.isPresent();
            });
        } catch (NotUnique e) {
            return false; // another node claimed a deploy of this lane
        }
    }

    private Event started(Deploy deploy, Moment now) {
        return DeployEvents.of(
                "deploy.started",
                deploy,
                Map.of("node", parts.node().id(), "waitedMillis", DeployEvents.millis(deploy.createdAt(), now.wall())));
    }
}

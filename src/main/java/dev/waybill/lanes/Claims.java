package dev.waybill.lanes;

import dev.waybill.deploys.Claim;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployEvents;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Moment;
import dev.waybill.deploys.Node;
import dev.waybill.deploys.Transitions;
import dev.waybill.events.DeployEvent;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.store.Db;
import dev.waybill.store.NotUnique;
import java.util.Optional;
import java.util.function.Supplier;

/** Claims deploys for this node, so that no other node starts them. Thread-safe. */
public final class Claims {
    private final Db db;
    private final DeployStore store;
    private final Node node;
    private final Events events;
    private final Supplier<Moment> clock;

    public Claims(Db db, Node node, Events events, Supplier<Moment> clock) {
        this.db = db;
        this.store = new DeployStore(db);
        this.node = node;
        this.events = events;
        this.clock = clock;
    }

    /** The running deploy; empty if the world changed since the gates judged, or another node was faster. */
    Optional<Deploy> claim(Deploy deploy, Claim claim) {
        return isClaimed(deploy, claim) ? store.find(deploy.id()) : Optional.empty();
    }

    /** Durable, because people see its event, and its number must not be used again. */
    private boolean isClaimed(Deploy deploy, Claim claim) {
        try {
            return db.write(tx -> {
                var started = Transitions.claim(tx, deploy, claim, node, clock);
                started.ifPresent(now -> events.append(tx, started(deploy, now)));
                return started.isPresent();
            });
        } catch (NotUnique e) {
            return false; // another node claimed a deploy of this lane
        }
    }

    private Event started(Deploy deploy, Moment now) {
        var waited = DeployEvents.millis(deploy.createdAt(), now.wall());
        return DeployEvents.of(deploy, new DeployEvent.Started(deploy.name(), node.id(), waited));
    }
}

package dev.waybill.insights;

import dev.waybill.deliveries.Deliveries;
import dev.waybill.deploys.Node;
import dev.waybill.lookups.Load;
import dev.waybill.lookups.LoadStore;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state in the database at one moment.
 *
 * @param self this server; null if it was declared gone
 */
record Standing(
        Load load,
        Deliveries.Backlog deliveries,
        List<NodeState> nodes,
        @Nullable NodeState self,
        Instant at) {
    static Standing read(Db db, Nodes nodes, Node self, Instant now) {
        var all = nodes.all();
        var me = all.stream().filter(node -> node.id().equals(self.id())).findFirst();
        return new Standing(db.read(LoadStore::read), db.read(Deliveries::backlog), all, me.orElse(null), now);
    }

    double busyLanes() {
        return load.busyLanes();
    }

    double running() {
        return load.running();
    }

    double waiting() {
        return load.waiting();
    }

    double oldestSeconds() {
        return load.oldest() == null
                ? 0
                : Math.max(0, Duration.between(load.oldest(), at).toMillis() / 1000.0);
    }

    double openDeliveries() {
        return deliveries.open();
    }

    double deadDeliveries() {
        return deliveries.dead();
    }

    double unreadEvents() {
        return deliveries.unread();
    }

    double nodesKnown() {
        return nodes.size();
    }

    double nodesSilent() {
        return nodes.stream().filter(node -> node.silentSince() != null).count();
    }

    double runningHere() {
        return self == null ? Double.NaN : self.running();
    }

    double limitHere() {
        return self == null ? Double.NaN : self.maxRunning();
    }

    double drainingHere() {
        return self == null ? Double.NaN : self.draining() ? 1 : 0;
    }
}

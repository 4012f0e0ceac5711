package dev.waybill.web.overview;

import static dev.waybill.access.Place.EVERYWHERE;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.nodes.NodeState;
import dev.waybill.web.frame.Ages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Notices about the servers: silent, without room, or draining. */
final class Banners {
    private Banners() {}

    static List<Overview.Banner> of(List<NodeState> nodes, Caller caller, Instant now) {
        return nodes.stream()
                .filter(_ -> caller.may(Right.READ, EVERYWHERE))
                .flatMap(node -> of(node, now).stream())
                .toList();
    }

    private static Optional<Overview.Banner> of(NodeState node, Instant now) {
        if (node.silentSince() != null) {
            return node.running() == 0
                    ? Optional.empty()
                    : Optional.of(new Overview.Banner(
                            "server",
                            "bad",
                            "Node %s, with %s, sent its last heartbeat %s: restart it, or declare it gone with: waybill node forget %s"
                                    .formatted(
                                            node.name(),
                                            deploysRun(node.running()),
                                            Ages.ago(node.silentSince(), now),
                                            node.name())));
        }
        if (node.shortage() != null) {
            return Optional.of(new Overview.Banner(
                    "hard-drive", "bad", "Node %s starts no deploys: %s.".formatted(node.name(), node.shortage())));
        }
        return node.draining()
                ? Optional.of(new Overview.Banner(
                        "server",
                        "warn",
                        "Node %s is draining: it starts no new deploys, and %s. To end this: waybill drain --off"
                                .formatted(node.name(), deploysRun(node.running()))))
                : Optional.empty();
    }

    private static String deploysRun(int count) {
        return count == 1 ? "1 running deploy" : "%d running deploys".formatted(count);
    }
}

package dev.waybill.web.server;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.lanes.Outlook;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.spi.Time;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Ages;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.time.Instant;
import java.util.List;

/** {@code /settings/nodes}: the servers of this database. */
public final class NodePages implements PageGroup {
    private static final String PATH = "/settings/nodes";

    private final Nodes nodes;
    private final Outlook outlook;
    private final Time time;

    public NodePages(Nodes nodes, Outlook outlook, Time time) {
        this.nodes = nodes;
        this.outlook = outlook;
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, PATH, this::list);
        frame.action(routes, PATH + "/{node}/drain", (visit, _) -> drain(visit, true));
        frame.action(routes, PATH + "/{node}/open", (visit, _) -> drain(visit, false));
        frame.page(routes, PATH + "/{node}/forget", this::ask);
        frame.action(routes, PATH + "/{node}/forget", (visit, _) -> forget(visit));
    }

    /**
     * The list.
     *
     * @param hidden why the caller sees none; empty if they do
     * @param locked why the caller can change none; empty if they can
     */
    public record Listed(List<Row> nodes, Instant now, String hidden, String locked) {}

    /** @param left how long its longest deploy still takes; empty if none runs, or it is not known */
    public record Row(NodeState node, boolean isSelf, String left) {}

    private Page list(Visit visit) {
        var hidden = ServerPages.lack(visit.caller(), Right.READ);
        var all = hidden.isEmpty() ? nodes.all() : List.<NodeState>of();
        var self = hidden.isEmpty() ? nodes.self().id() : "";
        var rows = all.stream()
                .map(node -> new Row(
                        node,
                        node.id().equals(self),
                        node.draining()
                                ? outlook.longestLeft(node).map(Ages::inWords).orElse("")
                                : ""))
                .toList();
        var listed = new Listed(rows, time.now(), hidden, ServerPages.lack(visit.caller(), Right.ADMIN));
        return Page.of(ServerPages.heading("Nodes", "/api/0/nodes/"), "server/nodes.jte", listed);
    }

    private static void require(Caller caller) {
        caller.require(Right.ADMIN, Place.EVERYWHERE);
    }

    private Action.Done drain(Visit visit, boolean draining) {
        require(visit.caller());
        var node = nodes.drain(visit.name("node"), draining, visit.caller().user());
        var notice = draining ? "%s is draining: it starts no new deploys" : "%s starts deploys again";
        return new Action.Done(PATH, notice.formatted(node.name()));
    }

    private Page ask(Visit visit) {
        require(visit.caller());
        var name = visit.name("node");
        return Page.of(ServerPages.heading("Declare a node gone", ""), "server/forget.jte", name);
    }

    private Action.Done forget(Visit visit) {
        require(visit.caller());
        nodes.forget(visit.name("node"), visit.caller().user());
        return new Action.Done(PATH, "The node was declared gone, and its deploys are interrupted");
    }
}

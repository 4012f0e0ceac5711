package dev.waybill.api.nodes;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.http.Answers;
import dev.waybill.lanes.Outlook;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.wire.NodeJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/** {@code /nodes/}: the servers that share the database; {@code /drain/} is the server that answers. */
public final class NodeRoutes implements RouteGroup {
    private final Nodes nodes;
    private final Outlook outlook;

    public NodeRoutes(Nodes nodes, Outlook outlook) {
        this.nodes = nodes;
        this.outlook = outlook;
    }

    @Override
    public String noun() {
        return "nodes";
    }

    @Override
    public void rows(Routes routes) {
        routes.everywhere("GET", "/nodes", Right.READ, this::list)
                .everywhere("DELETE", "/nodes/{node}", Right.ADMIN, this::forget)
                .everywhere("PUT", "/nodes/{node}/drain", Right.ADMIN, this::drain)
                .everywhere("DELETE", "/nodes/{node}/drain", Right.ADMIN, this::open)
                .everywhere("GET", "/drain", Right.READ, this::self)
                .everywhere("PUT", "/drain", Right.ADMIN, this::drainSelf)
                .everywhere("DELETE", "/drain", Right.ADMIN, this::openSelf);
    }

    void list(Context ctx, Caller caller) {
        Answers.json(ctx, 200, nodes.all().stream().map(this::json).toList());
    }

    void self(Context ctx, Caller caller) {
        Answers.json(ctx, 200, json(nodes.self()));
    }

    void drainSelf(Context ctx, Caller caller) throws IOException {
        Input.ofNothing(ctx).check();
        Answers.json(ctx, 200, json(nodes.drain(nodes.self().id(), true, caller.user())));
    }

    void openSelf(Context ctx, Caller caller) {
        Answers.json(ctx, 200, json(nodes.drain(nodes.self().id(), false, caller.user())));
    }

    void drain(Context ctx, Caller caller) throws IOException {
        Input.ofNothing(ctx).check();
        Answers.json(ctx, 200, json(nodes.drain(ctx.pathParam("node"), true, caller.user())));
    }

    void open(Context ctx, Caller caller) {
        Answers.json(ctx, 200, json(nodes.drain(ctx.pathParam("node"), false, caller.user())));
    }

    void forget(Context ctx, Caller caller) {
        nodes.forget(ctx.pathParam("node"), caller.user());
        Answers.json(ctx, 200, Map.of("name", ctx.pathParam("node")));
    }

    private NodeJson json(NodeState node) {
        return new NodeJson(
                node.id(),
                node.name(),
                node.running(),
                node.maxRunning(),
                node.draining(),
                node.id().equals(nodes.self().id()),
                node.shortage(),
                Times.textOrNull(node.silentSince()),
                outlook.longestLeft(node).map(left -> left.toMillis() / 1000.0).orElse(null),
                Times.text(node.startedAt()));
    }
}

package dev.waybill.api.nodes;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Page;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.errors.NotFound;
import dev.waybill.http.Answers;
import dev.waybill.keeping.Keeping;
import dev.waybill.keeping.KeptWorkspace;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.wire.Times;
import dev.waybill.wire.WorkspaceJson;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /workspaces/}: those that stay after their deploys have ended, on all nodes. */
public final class WorkspaceRoutes implements RouteGroup {
    private static final long BYTES = 400;

    private final Keeping keeping;
    private final Nodes nodes;
    private final String url;

    public WorkspaceRoutes(Keeping keeping, Nodes nodes, String url) {
        this.keeping = keeping;
        this.nodes = nodes;
        this.url = url;
    }

    @Override
    public String noun() {
        return "workspaces";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("GET", "/workspaces?app&env&node&limit&cursor", Right.READ, this::list)
                .somewhere("DELETE", "/workspaces/{workspace}?node", Right.READ, this::remove);
    }

    void list(Context ctx, Caller caller) {
        var names = names();
        var app = Queries.text(ctx, "app");
        var environment = Queries.text(ctx, "env");
        var all = seen(ctx, caller, names).stream()
                .filter(it -> !it.isLeaving() && isWanted(app, it.app()))
                .filter(it -> isWanted(environment, it.lane().environment()))
                .toList();
        var shown = Page.onward(ctx, url, all, it -> it.deploy().value(), _ -> BYTES);
        Answers.json(ctx, 200, shown.stream().map(it -> json(it, names)).toList());
    }

    /** Its nodes remove it soon; until then it can be asked again. A warm workspace can have the same name on several nodes. */
    void remove(Context ctx, Caller caller) {
        var name = ctx.pathParam("workspace");
        var found = seen(ctx, caller, names()).stream()
                .filter(it -> it.name().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new NotFound(
                    "invalid_resource",
                    "Invalid workspace: none with the name \"%s\" is kept; GET /workspaces/ lists them"
                            .formatted(name));
        }
        found.forEach(it -> caller.require(Right.DEPLOY, it.place()));
        keeping.remove(found);
        Answers.json(ctx, 200, new WorkspaceJson.RemovedWorkspace(name, found.size()));
    }

    private Map<String, String> names() {
        return nodes.all().stream().collect(Collectors.toMap(NodeState::id, NodeState::name));
    }

    /** What the caller may see on the node that the request names, or on all of them. */
    private List<KeptWorkspace> seen(Context ctx, Caller caller, Map<String, String> names) {
        var node = Queries.text(ctx, "node");
        return keeping.all().stream()
                .filter(it -> caller.may(Right.READ, it.place()))
                .filter(it -> isWanted(node, it.node()) || isWanted(node, names.get(it.node())))
                .toList();
    }

    private static boolean isWanted(@Nullable String wanted, @Nullable String value) {
        return wanted == null || wanted.equals(value);
    }

    private static WorkspaceJson json(KeptWorkspace it, Map<String, String> names) {
        return new WorkspaceJson(
                it.name(),
                it.kind().word(),
                String.valueOf(it.app()),
                it.lane().environment(),
                it.deploy().toString(),
                it.number(),
                names.getOrDefault(it.node(), it.node()),
                Times.text(it.at()));
    }
}

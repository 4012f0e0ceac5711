package dev.waybill.web.server;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.errors.NotFound;
import dev.waybill.keeping.Keeping;
import dev.waybill.keeping.KeptWorkspace;
import dev.waybill.nodes.NodeState;
import dev.waybill.nodes.Nodes;
import dev.waybill.spi.Time;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /settings/workspaces}: those that stay after their deploys have ended. */
public final class WorkspacePages implements PageGroup {
    private static final String PATH = "/settings/workspaces";

    private final Keeping keeping;
    private final Nodes nodes;
    private final Time time;

    public WorkspacePages(Keeping keeping, Nodes nodes, Time time) {
        this.keeping = keeping;
        this.nodes = nodes;
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, this::list);
        frame.action(routes, PATH + "/{workspace}/remove", (visit, _) -> remove(visit));
    }

    public record Listed(List<Row> workspaces, Instant now) {}

    /**
     * A workspace.
     *
     * @param node the name of its node
     * @param locked why the caller cannot remove it; empty if they can
     */
    public record Row(KeptWorkspace workspace, String node, String locked) {}

    private Page list(Visit visit) {
        var names = nodes.all().stream().collect(Collectors.toMap(NodeState::id, NodeState::name));
        var rows = readable(visit.caller()).stream()
                .filter(it -> !it.isLeaving())
                .map(it -> new Row(it, names.getOrDefault(it.node(), it.node()), locked(it, visit.caller())))
                .toList();
        return Page.of(
                ServerPages.heading("Workspaces", "/api/0/workspaces/"),
                "server/workspaces.jte",
                new Listed(rows, time.now()));
    }

    private List<KeptWorkspace> readable(Caller caller) {
        return keeping.all().stream()
                .filter(it -> caller.may(Right.READ, it.place()))
                .toList();
    }

    private static String locked(KeptWorkspace workspace, Caller caller) {
        var place = workspace.place();
        return caller.may(Right.DEPLOY, place) ? "" : caller.lack(Right.DEPLOY, place);
    }

    /** A warm workspace can have the same name on several nodes. */
    private Action.Done remove(Visit visit) {
        var name = visit.name("workspace");
        var found = readable(visit.caller()).stream()
                .filter(it -> it.name().equals(name))
                .toList();
        if (found.isEmpty()) {
            throw new NotFound(
                    "invalid_resource", "Invalid workspace: none with the name \"%s\" is kept".formatted(name));
        }
        found.forEach(it -> visit.caller().require(Right.DEPLOY, it.place()));
        keeping.remove(found);
        return new Action.Done(PATH, "%s is removed soon".formatted(name));
    }
}

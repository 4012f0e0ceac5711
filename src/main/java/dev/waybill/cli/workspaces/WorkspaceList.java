package dev.waybill.cli.workspaces;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code waybill workspace list}. */
@Command(
        name = "list",
        description = "Lists the kept workspaces: warm ones, and those of failed deploys.",
        mixinStandardHelpOptions = true)
final class WorkspaceList extends Verb {
    @Option(names = "--app", paramLabel = "APP", description = "Only those of this app")
    private @Nullable String app;

    @Option(names = "--env", paramLabel = "ENVIRONMENT", description = "Only those of this environment")
    private @Nullable String environment;

    @Option(names = "--node", paramLabel = "NODE", description = "Only those of this node")
    private @Nullable String node;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var query = new Query("/workspaces/")
                .with("app", app)
                .with("env", environment)
                .with("node", node);
        var found = api.all(query.toString());
        printTable(found, List.of("workspace", "kind", "deploy", "node", "kept"), WorkspaceList::row);
        if (found.isEmpty()) {
            say("No workspaces are kept. Apps with \"workspace: warm\" or \"keep_failed\" keep some.");
        }
    }

    private static String[] row(JsonNode workspace) {
        return new String[] {
            Clean.cell(workspace.path("name")),
            Clean.cell(workspace.path("kind")),
            "%s/%s#%d"
                    .formatted(
                            Clean.cell(workspace.path("app")),
                            Clean.cell(workspace.path("environment")),
                            workspace.path("number").asInt()),
            Clean.cell(workspace.path("node")),
            Moments.local(workspace.path("dateKept"))
        };
    }
}

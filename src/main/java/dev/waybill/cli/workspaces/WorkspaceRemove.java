package dev.waybill.cli.workspaces;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill workspace remove}. */
@Command(name = "remove", description = "Has a kept workspace removed by its node.", mixinStandardHelpOptions = true)
final class WorkspaceRemove extends Verb {
    @Parameters(paramLabel = "NAME", description = "As \"waybill workspace list\" shows it")
    private String name = "";

    @Option(names = "--node", paramLabel = "NODE", description = "Only that of this node")
    private @Nullable String node;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var query = new Query("/workspaces/%s/".formatted(Api.segment(name))).with("node", node);
        print(api.delete(query.toString()), "");
        say("%s is being removed.".formatted(name));
    }
}

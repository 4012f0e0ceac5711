package dev.waybill.cli.nodes;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill node}: the servers that share a database. */
@Command(
        name = "node",
        description = "Lists the servers that share the database, and declares one gone.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | forget)",
        subcommands = {NodeCommand.All.class, NodeCommand.Forget.class})
public final class NodeCommand {
    @Command(name = "list", description = "Lists the servers on this database.", mixinStandardHelpOptions = true)
    static final class All extends Verb {
        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            printTable(api.get("/nodes/"), List.of("node", "id", "runs", "state", "answers"), NodeCommand::row);
        }
    }

    @Command(
            name = "forget",
            description = "Declares a silent server gone: its deploys end as interrupted, which frees their lanes.",
            mixinStandardHelpOptions = true)
    static final class Forget extends Verb {
        @Parameters(paramLabel = "NAME", description = "The name or the id of the server")
        private String name = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            print(api.delete("/nodes/%s/".formatted(URLEncoder.encode(name, StandardCharsets.UTF_8))), "");
            say("%s was declared gone. If its machine is still up, make sure that its commands have stopped."
                    .formatted(name));
        }
    }

    private static String[] row(JsonNode node) {
        return new String[] {
            Clean.cell(node.path("name")),
            Clean.cell(node.path("id")),
            "%d of %d"
                    .formatted(
                            node.path("running").asInt(),
                            node.path("maxRunning").asInt()),
            state(node),
            node.path("answers").asBoolean() ? "this one" : ""
        };
    }

    private static String state(JsonNode node) {
        if (node.path("silentSince").isString()) {
            return "silent since " + Moments.local(node.path("silentSince"));
        }
        if (node.path("diskLow").isString()) {
            return "starts no deploys: " + Clean.cell(node.path("diskLow"));
        }
        return node.path("draining").asBoolean() ? "draining" : "alive";
    }
}

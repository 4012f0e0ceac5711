package dev.waybill.cli.apps;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Table;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code waybill reload}. */
@Command(
        name = "reload",
        description = "Makes the server reload its configuration file, and lists what changed or what is wrong in it.",
        mixinStandardHelpOptions = true)
public final class ReloadCommand extends Verb {
    @Option(names = "--dry-run", description = "Show what would happen, and change nothing")
    private boolean dryRun;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var applied = api.post("/config/reload/" + (dryRun ? "?dry_run=true" : ""), Map.of());
        var changes = new Table();
        for (var kind : new String[] {"created", "changed", "retired"}) {
            for (JsonNode app : applied.path(kind)) {
                changes.row(kind, Clean.cell(app));
            }
        }
        print(applied, changes.toString());
        AppCreate.sayWarnings(this, applied);
        if (changes.toString().isEmpty()) {
            say("No changes.");
        }
        if (dryRun) {
            say("Nothing was changed.");
        }
    }
}

package dev.waybill.cli.lookups;

import dev.waybill.cli.Amount;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import dev.waybill.cli.words.DeployWords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code waybill list}. */
@Command(name = "list", description = "Lists deploys, newest first.", mixinStandardHelpOptions = true)
public final class ListCommand extends Verb {
    @Option(names = "--app", paramLabel = "APP", description = "Only deploys of this app")
    private @Nullable String app;

    @Option(names = "--env", paramLabel = "ENV", description = "Only deploys to this environment")
    private @Nullable String environment;

    @Option(names = "--user", paramLabel = "NAME", description = "Only deploys requested by this user")
    private @Nullable String user;

    @Option(names = "--ref", paramLabel = "REF", description = "Only deploys of this ref, as it was requested")
    private @Nullable String ref;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            arity = "1..*",
            description = "pending, in_progress, finished, failed or cancelled; may be repeated")
    private List<String> statuses = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "Maximum number to list (default: 25)")
    private @Nullable Integer limit;

    @Option(names = "--all", description = "List all of them")
    private boolean all;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var query = new Query("/deploys/")
                .with("app", app)
                .with("env", environment)
                .with("user", user)
                .with("ref", ref);
        statuses.forEach(status -> query.with("status", status));
        var deploys = Amount.of(limit, all).of(api, query);
        printTable(deploys, DeployWords.HEADINGS, DeployWords::row);
        if (deploys.isEmpty()) {
            say("No matching deploys.");
        }
    }
}

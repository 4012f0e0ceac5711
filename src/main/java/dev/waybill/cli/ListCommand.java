package dev.waybill.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code waybill list}. */
@Command(name = "list", description = "Lists deploys, newest first.", mixinStandardHelpOptions = true)
public final class ListCommand extends Verb {
    @Option(names = "--app", paramLabel = "APP", description = "Of this app")
    private @Nullable String app;

    @Option(names = "--env", paramLabel = "ENV", description = "To this environment")
    private @Nullable String environment;

    @Option(names = "--user", paramLabel = "NAME", description = "By this user")
    private @Nullable String user;

    @Option(names = "--ref", paramLabel = "REF", description = "Of this ref, as it was asked for")
    private @Nullable String ref;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            arity = "1..*",
            description = "pending, in_progress, finished, failed or cancelled; may be repeated")
    private List<String> statuses = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "How many at the most (default: 25)")
    private @Nullable Integer limit;

    @Option(names = "--all", description = "All there are")
    private boolean all;

    @Override
    void run(Api api) throws CallFailed, InterruptedException {
        var query = new Query("/deploys/")
                .with("app", app)
                .with("env", environment)
                .with("user", user)
                .with("ref", ref);
        statuses.forEach(status -> query.with("status", status));
        var deploys = Amount.of(limit, all).of(api, query);
        printTable(deploys, DeployWords.HEADINGS, DeployWords::row);
        if (deploys.isEmpty()) {
            say("There is no such deploy.");
        }
    }
}

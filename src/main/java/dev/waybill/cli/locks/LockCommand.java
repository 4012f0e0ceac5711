package dev.waybill.cli.locks;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill lock}. */
@Command(
        name = "lock",
        description =
                "Locks an app or an environment, such as: waybill lock shop in production for 2h because \"db migration\"",
        mixinStandardHelpOptions = true)
public final class LockCommand extends Verb {
    @Parameters(paramLabel = LockTarget.LABEL, description = LockTarget.HELP)
    private List<String> words = List.of();

    @Option(names = "--env", paramLabel = "ENV", description = "This environment of all apps")
    private @Nullable String environment;

    @Option(names = "--all", description = "All apps and environments")
    private boolean all;

    @Option(names = "--for", paramLabel = "DURATION", description = "How long, such as 30m or 1d (default: 2h)")
    private @Nullable String length;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "hard blocks everyone but you; automation blocks only deploys that the server requests by itself, not those requested with a token, such as by CI; warning blocks nobody, and is shown to whoever deploys (default: hard)")
    private @Nullable String kind;

    @Option(names = "--steal", description = "Take the lock from its holder")
    private boolean steal;

    @Option(names = "--because", paramLabel = "REASON", description = "Why; required")
    private @Nullable String reason;

    @Option(names = "--dry-run", description = "Show what would happen, and change nothing")
    private boolean dryRun;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var target = LockTarget.of(words, environment, all);
        var lock = api.put(target.path() + (dryRun ? "?dry_run=true" : ""), body(target));
        print(lock, line(lock));
        for (var held : lock.path("holds")) {
            say("%s %s".formatted(Clean.cell(held), dryRun ? "would wait" : "waits"));
        }
        if (dryRun) {
            say("Nothing was changed.");
        }
    }

    private Map<String, Object> body(LockTarget target) throws CallFailed {
        var why = reason == null ? target.reason() : reason;
        if (why == null || why.isBlank()) {
            throw new CallFailed(CallFailed.USAGE, "give a reason, such as: --because \"db migration\"");
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("reason", why);
        var lasts = length == null ? target.length() : length;
        if (lasts != null) {
            body.put("for", lasts);
        }
        if (kind != null) {
            body.put("kind", kind);
        }
        if (steal) {
            body.put("steal", true);
        }
        return body;
    }

    private static String line(JsonNode lock) {
        return "%s is locked (%s) by %s%s: %s"
                .formatted(
                        Clean.cell(lock.path("scope")),
                        Clean.cell(lock.path("kind")),
                        Clean.cell(lock.path("holder")),
                        lock.path("expires").isString() ? " until " + Moments.local(lock.path("expires")) : "",
                        Clean.cell(lock.path("reason")));
    }
}

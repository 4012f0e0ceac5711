package dev.waybill.cli.deploys;

import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.logs.Following;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill rollback}. */
@Command(
        name = "rollback",
        description =
                "Rolls back to a version that was live before, ahead of all waiting deploys. The version it replaces is quarantined.",
        mixinStandardHelpOptions = true)
public final class RollbackCommand extends Verb {
    private static final String EXAMPLE = "waybill rollback shop in production --because \"prices are wrong\"";

    @Parameters(
            arity = "1..*",
            paramLabel = Place.LABEL,
            hideParamSyntax = true,
            description = "An app and its environment")
    private List<String> words = List.of();

    @Option(
            names = "--to",
            paramLabel = "N|SHA",
            description =
                    "The number of a deploy that succeeded there, or the sha it deployed (default: the last good version before)")
    private @Nullable String to;

    @Option(
            names = "--config",
            paramLabel = "then|now",
            description = "Use the app's configuration of that deploy (then, the default) or the current one (now)")
    private @Nullable String config;

    @Option(names = "--cancel", description = "Cancel the running deploy, and roll back from its version")
    private boolean cancel;

    @Mixin
    private Wish wish = new Wish();

    @Mixin
    private Following following = new Following();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var path = Place.of(words, EXAMPLE).path();
        if (wish.isWithoutReason()) {
            throw new CallFailed(CallFailed.USAGE, "give a reason, such as: " + EXAMPLE);
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("to", to);
        body.put("config", config);
        body.put("cancel", cancel ? true : null);
        wish.ask(this, api, path + "rollback/", body, following);
    }
}

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
import picocli.CommandLine.Parameters;

/** {@code waybill promote}. */
@Command(
        name = "promote",
        description = "Deploys exactly what is live in one environment to another.",
        mixinStandardHelpOptions = true)
public final class PromoteCommand extends Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = "APP FROM to TO",
            hideParamSyntax = true,
            description = "An app, and two of its environments")
    private List<String> words = List.of();

    @Mixin
    private Wish wish = new Wish();

    @Mixin
    private Following following = new Following();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        if (words.size() != 4 || !Place.PREPOSITIONS.contains(words.get(2))) {
            throw new CallFailed(CallFailed.USAGE, "usage: waybill promote shop staging to production");
        }
        var from = new Place(words.getFirst(), words.get(1));
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("to", words.getLast());
        wish.ask(this, api, from.path() + "promote/", body, following);
    }
}

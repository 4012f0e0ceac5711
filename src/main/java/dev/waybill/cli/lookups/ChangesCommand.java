package dev.waybill.cli.lookups;

import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.ChangeWords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill changes}. */
@Command(
        name = "changes",
        description =
                "Shows what would go out next: the commits and files between what is live and a ref, or between any two versions.",
        mixinStandardHelpOptions = true)
public final class ChangesCommand extends Verb {
    @Parameters(
            arity = "1..3",
            paramLabel = "APP [in] [ENV]",
            hideParamSyntax = true,
            description = "An app and one of its environments; only the app with --from and --to")
    private List<String> words = List.of();

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description = "What would go out (default: the environment's default ref)")
    private @Nullable String ref;

    @Option(
            names = "--from",
            paramLabel = "X",
            description =
                    "The old side: a ref, :staging for what is live there, or :staging#42 for the commit of that deploy")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "Y", description = "The new side, in the same form")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number of commits, and of files; up to 250 (default: 50)")
    private @Nullable Integer limit;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var answer = api.get(path().with("limit", limit).toString());
        for (var message : List.of("message", "pullRequestsMessage")) {
            if (answer.path(message).isString()) {
                say(Clean.cell(answer.path(message)));
            }
        }
        print(answer, ChangeWords.of(answer));
    }

    private Query path() throws CallFailed {
        var app = Api.segment(words.getFirst());
        if (from != null && to != null && ref == null && words.size() == 1) {
            return new Query("/apps/%s/changes/".formatted(app))
                    .with("from", from)
                    .with("to", to);
        }
        var hasEnvironment = words.size() == 2 || words.size() == 3 && Place.PREPOSITIONS.contains(words.get(1));
        if (from == null && to == null && hasEnvironment) {
            return new Query("/apps/%s/envs/%s/changes/".formatted(app, Api.segment(words.getLast()))).with("ref", ref);
        }
        throw new CallFailed(
                CallFailed.USAGE,
                "usage: waybill changes shop in production, or: waybill changes shop --from :production --to main");
    }
}

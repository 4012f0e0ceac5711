package dev.waybill.cli.lookups;

import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.CheckWords;
import dev.waybill.cli.words.DeployWords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waybill checks}. */
@Command(
        name = "checks",
        description =
                "Shows the checks of a commit: of the next deploy in the queue, or of what would be deployed next.",
        mixinStandardHelpOptions = true)
public final class ChecksCommand extends Verb {
    @Parameters(
            arity = "1..3",
            paramLabel = "APP [in] [ENV]",
            hideParamSyntax = true,
            description = "An app and one of its environments (default: the app's default environment)")
    private List<String> words = List.of();

    @Option(names = "--ref", paramLabel = "REF", description = "Show the checks of this ref")
    private @Nullable String ref;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var place = words.size() == 1 ? null : Place.of(words, "waybill checks shop in production");
        var answer = api.get(new Query("/apps/%s/checks/".formatted(Api.segment(words.getFirst())))
                .with("env", place == null ? null : place.environment())
                .with("ref", ref)
                .toString());
        say("%s in %s (%s, %s)"
                .formatted(
                        Clean.cell(answer.path("deploy").isString() ? answer.path("deploy") : answer.path("app")),
                        Clean.cell(answer.path("environment")),
                        Clean.cell(answer.path("ref")),
                        DeployWords.sha(answer)));
        print(answer, CheckWords.of(answer.path("checks")));
        if (answer.path("checks").isEmpty()) {
            say("It has no checks.");
        }
    }
}

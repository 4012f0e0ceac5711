package dev.waybill.cli.lookups;

import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.BlockerWords;
import dev.waybill.cli.words.DeployWords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill why}. */
@Command(
        name = "why",
        description =
                "Explains what blocks the next deploy to an environment, or would block one that is not requested yet.",
        mixinStandardHelpOptions = true)
public final class WhyCommand extends Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = Place.LABEL,
            hideParamSyntax = true,
            description = "An app and its environment")
    private List<String> words = List.of();

    @Option(names = "--ref", paramLabel = "REF", description = "Explain a deploy of this ref, requested or not")
    private @Nullable String ref;

    @Option(names = "--as", paramLabel = "WHO", description = "Explain a deploy by me, or by automation")
    private @Nullable String as;

    @Option(names = "--force", description = "Explain a deploy with --force")
    private boolean force;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var place = Place.of(words, "waybill why shop in production");
        var answer = api.get(new Query(place.path() + "explain/")
                .with("ref", ref)
                .with("as", as)
                .with("force", force ? true : null)
                .toString());
        var blockers = answer.path("blockers");
        var subject = subject(answer, place);
        print(answer, blockers.isEmpty() ? "nothing blocks %s".formatted(subject) : BlockerWords.lines(blockers));
        answer.path("warnings").forEach(warning -> say(Clean.cell(warning)));
        if (!blockers.isEmpty()) {
            throw new CallFailed(CallFailed.REFUSED, "%s is blocked".formatted(subject));
        }
    }

    /** The deploy that an explanation is about, in words. */
    static String subject(JsonNode answer, Place place) {
        var deploy = answer.path("deploy");
        return "%s (%s, %s)"
                .formatted(
                        deploy.isString()
                                ? Clean.cell(deploy)
                                : "a deploy of %s to %s".formatted(place.app(), place.environment()),
                        Clean.cell(answer.path("ref")),
                        DeployWords.sha(answer));
    }
}

package dev.waybill.cli;

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
                "Says what holds the next deploy of an environment back, or would hold one that is not asked for yet.",
        mixinStandardHelpOptions = true)
public final class WhyCommand extends Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = Place.LABEL,
            hideParamSyntax = true,
            description = "An app and its environment")
    private List<String> words = List.of();

    @Option(names = "--ref", paramLabel = "REF", description = "Were this asked for")
    private @Nullable String ref;

    @Option(names = "--as", paramLabel = "WHO", description = "By me, or by automation")
    private @Nullable String as;

    @Option(names = "--force", description = "Without the checks")
    private boolean force;

    @Override
    void run(Api api) throws CallFailed, InterruptedException {
        var place = Place.of(words, "waybill why shop in production");
        var answer = api.get(new Query(place.path() + "explain/")
                .with("ref", ref)
                .with("as", as)
                .with("force", force ? true : null)
                .toString());
        var blockers = answer.path("blockers");
        var subject = subject(answer, place);
        print(answer, blockers.isEmpty() ? "nothing holds %s back".formatted(subject) : BlockerWords.lines(blockers));
        answer.path("warnings").forEach(warning -> say(Clean.cell(warning)));
        if (!blockers.isEmpty()) {
            throw new CallFailed(CallFailed.REFUSED, "%s is held back".formatted(subject));
        }
    }

    private static String subject(JsonNode answer, Place place) {
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

package dev.waybill.cli.lookups;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.words.BlockerWords;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill gate}. */
@Command(
        name = "gate",
        description =
                "Asks the gates for another tool that deploys: exits with 0 if a deploy could start now, and with 3 if anything blocks it.",
        mixinStandardHelpOptions = true)
public final class GateCommand extends Verb {
    private static final String EXAMPLE = "waybill gate shop in production --sha 1a2b3c4 --wait 30m";

    @Parameters(
            arity = "1..*",
            paramLabel = "APP [[in] ENV]",
            hideParamSyntax = true,
            description = "An app and its environment (default: the app's default environment)")
    private List<String> words = List.of();

    @Option(
            names = "--sha",
            paramLabel = "SHA",
            description = "The commit to deploy, as seven or more digits of its sha")
    private @Nullable String sha;

    @Option(
            names = "--ref",
            paramLabel = "REF",
            description = "The branch or tag to deploy (default: the environment's default ref)")
    private @Nullable String ref;

    @Option(
            names = {"--because", "--reason"},
            paramLabel = "TEXT",
            description = "Why it would be deployed; unusual deploys are blocked without a reason")
    private @Nullable String reason;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            description = "Wait until nothing blocks it, but not longer than this, such as 30m")
    private @Nullable String wait;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "With --wait: how long to keep retrying while the server cannot be reached (default: ${DEFAULT-VALUE})")
    private int patience;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var longest = wait == null ? Duration.ZERO : length(wait);
        var place = place(api);
        var path = new Query(place.path() + "explain/")
                .with("ref", ref)
                .with("sha", sha)
                .with("as", "me")
                .with("reason", reason)
                .toString();
        var gate = new Gate(api, path);
        var answer = gate.ask();
        if (wait != null && Gate.isBlocked(answer)) {
            answer = gate.await(answer, longest, patience, this::say);
        }
        tell(answer, WhyCommand.subject(answer, place), longest);
    }

    private static Duration length(String text) throws CallFailed {
        return Durations.parse(text)
                .orElseThrow(() -> new CallFailed(CallFailed.USAGE, "--wait %s".formatted(Durations.RULE)));
    }

    private Place place(Api api) throws CallFailed, InterruptedException {
        if (words.size() > 1) {
            return Place.of(words, EXAMPLE);
        }
        var app = words.getFirst();
        var preset = api.get("/apps/%s/".formatted(Api.segment(app))).path("defaultEnvironment");
        return new Place(app, preset.isString() ? preset.asString() : "production");
    }

    private void tell(JsonNode answer, String subject, Duration waited) throws CallFailed {
        print(
                answer,
                Gate.isBlocked(answer)
                        ? BlockerWords.lines(answer.path("blockers"))
                        : "nothing blocks %s".formatted(subject));
        answer.path("warnings").forEach(warning -> say(Clean.cell(warning)));
        if (Gate.isBlocked(answer)) {
            throw new CallFailed(
                    CallFailed.REFUSED,
                    waited.isZero()
                            ? "%s is blocked".formatted(subject)
                            : "%s is still blocked after %s".formatted(subject, Durations.text(waited)));
        }
    }
}

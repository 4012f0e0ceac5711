package dev.waybill.cli.automation;

import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.words.BlockerWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code waybill auto}. */
@Command(
        name = "auto",
        description = {
            "Shows the automatic deploys of an environment, what would be deployed next and what holds it, or switches them.",
            "Such as: waybill auto status shop in production, or: waybill auto resume shop in production"
        },
        mixinStandardHelpOptions = true)
public final class AutoCommand extends Verb {
    private static final Map<String, String> MODES =
            Map.of("on", "on", "resume", "on", "off", "off", "pause", "paused");

    @Parameters(
            index = "0",
            paramLabel = "on|off|pause|resume|acknowledge|status",
            description =
                    "What to do; after a failed deploy or a rollback, automatic deploys are paused until somebody resumes them. They also wait if another commit was found live than was deployed, until somebody acknowledges it")
    private String what = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = Place.LABEL,
            hideParamSyntax = true,
            description = "An app and its environment")
    private List<String> words = List.of();

    @Option(names = "--because", paramLabel = "REASON", description = "Why")
    private @Nullable String reason;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var place = Place.of(words, "waybill auto %s shop in production".formatted(what));
        var path = place.path() + "auto/";
        var mode = MODES.get(what);
        if (what.equals("acknowledge")) {
            acknowledge(api, place);
        } else if (mode == null && !what.equals("status")) {
            throw new CallFailed(CallFailed.USAGE, "say one of on, off, pause, resume, acknowledge, status");
        }
        var status = mode == null ? api.get(path) : api.put(path, body(mode));
        print(status, text(status, place));
    }

    /** What is live by the word of the system to which it is deployed, whatever was deployed last. */
    private void acknowledge(Api api, Place place) throws CallFailed, InterruptedException {
        var seen = api.get(place.path()).path("sighting");
        api.put(place.path() + "drift/", Map.of("acknowledged", seen.path("sha").asString("-")));
        say("acknowledged: %s, %s".formatted(Clean.cell(seen.path("release")), Clean.cell(seen.path("sha"))));
    }

    private Map<String, Object> body(String mode) {
        var body = new HashMap<String, Object>(Map.of("mode", mode));
        if (reason != null) {
            body.put("reason", reason);
        }
        return body;
    }

    private static String text(JsonNode status, Place place) {
        if (!status.path("mode").isString()) {
            return "%s of %s is not deployed automatically".formatted(place.environment(), place.app());
        }
        var next = status.path("next");
        var due = next.path("dateDue").isString() ? "; next at " + Moments.local(next.path("dateDue")) : "";
        var blockers = next.path("blockers");
        return "automatic deploys to %s of %s (%s): %s%s%n%s%s%n%s"
                .formatted(
                        place.environment(),
                        place.app(),
                        Clean.cell(status.path("on")),
                        Clean.cell(status.path("mode")),
                        since(status),
                        Clean.cell(next.path("message")),
                        due,
                        blockers.isEmpty() ? "nothing holds it" : BlockerWords.lines(unsaid(blockers, next)))
                .strip();
    }

    /** Those that say more than the line above them. */
    private static JsonNode unsaid(JsonNode blockers, JsonNode next) {
        var unsaid = JsonMapper.shared().createArrayNode();
        blockers.valueStream()
                .filter(blocker -> !blocker.path("message").equals(next.path("message")))
                .forEach(unsaid::add);
        return unsaid;
    }

    private static String since(JsonNode status) {
        var by = status.path("by").isString() ? " by " + Clean.cell(status.path("by")) : "";
        var why = status.path("reason").isString() ? ": " + Clean.cell(status.path("reason")) : "";
        return " since %s%s%s".formatted(Moments.local(status.path("since")), by, why);
    }
}

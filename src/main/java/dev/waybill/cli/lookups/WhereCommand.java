package dev.waybill.cli.lookups;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import dev.waybill.cli.words.BlockerWords;
import dev.waybill.cli.words.DeployWords;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill where}. */
@Command(
        name = "where",
        description = "Shows where a commit is live and since when, and what it waits for elsewhere.",
        mixinStandardHelpOptions = true)
public final class WhereCommand extends Verb {
    @Parameters(
            arity = "1..2",
            paramLabel = "SHA",
            description = "The commit, as seven or more digits of its sha; also: where is SHA")
    private List<String> words = List.of();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var found = api.get("/commits/%s/".formatted(Api.segment(words.getLast())));
        say("%s %s, by %s"
                .formatted(DeployWords.sha(found), Clean.cell(found.path("title")), Clean.cell(found.path("author"))));
        print(found, table(found.path("places")));
    }

    private static String table(JsonNode places) {
        var table = new Table().row("where", "live", "since", "by", "remark");
        for (var place : places) {
            var isLive = place.path("isLive").asBoolean();
            table.row(
                    "%s/%s".formatted(Clean.cell(place.path("app")), Clean.cell(place.path("environment"))),
                    isLive ? "yes" : "no",
                    isLive ? Moments.local(place.path("since")) : "",
                    isLive ? Clean.cell(place.path("deploy")) : "",
                    remark(place));
        }
        return table.toString();
    }

    private static String remark(JsonNode place) {
        var back = place.path("rolledBack");
        var gone = back.isObject()
                ? "rolled back from %s by %s with %s at %s"
                        .formatted(
                                Clean.cell(back.path("from")),
                                Clean.cell(back.path("user")),
                                Clean.cell(back.path("deploy")),
                                Moments.local(back.path("since")))
                : "";
        var isLive = place.path("isLive").asBoolean();
        return Stream.of(isLive ? "" : waits(place, gone.isEmpty()), gone, DeployWords.judgement(place))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String waits(JsonNode place, boolean isNew) {
        var next = place.path("next");
        var first = place.path("blockers").path(0);
        if (!next.isObject()) {
            var why = first.isObject() ? ": " + BlockerWords.message(first) : "";
            return isNew || first.isObject() ? "not requested" + why : "";
        }
        return "%s (%s)".formatted(Clean.cell(next.path("deploy")), state(next, first));
    }

    private static String state(JsonNode next, @Nullable JsonNode blocker) {
        return blocker != null && blocker.isObject() ? BlockerWords.message(blocker) : Clean.cell(next.path("status"));
    }
}

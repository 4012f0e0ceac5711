package dev.waybill.cli.lookups;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Table;
import dev.waybill.cli.words.DeployWords;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code waybill overview}. */
@Command(
        name = "overview",
        description = "Shows what is live, running and waiting: a row for each app, a column for each environment.",
        mixinStandardHelpOptions = true)
public final class OverviewCommand extends Verb {
    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var overview = api.get("/overview/");
        print(overview, overview.path("apps").isEmpty() ? "" : matrix(overview.path("apps")));
        if (overview.path("apps").isEmpty()) {
            say("No apps yet.");
        }
    }

    private static String matrix(JsonNode apps) {
        var names = apps.valueStream()
                .flatMap(app -> app.path("environments").valueStream())
                .map(cell -> Clean.cell(cell.path("environment")))
                .collect(Collectors.toCollection(TreeSet::new));
        var table = new Table();
        var head = new ArrayList<>(List.of("app"));
        head.addAll(names);
        table.row(head.toArray(String[]::new));
        for (var app : apps) {
            var row = new ArrayList<>(List.of(Clean.cell(app.path("app"))));
            names.forEach(name -> row.add(cell(app, name)));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    /** Empty if the app has no such environment, or nothing is there. */
    private static String cell(JsonNode app, String environment) {
        return app.path("environments")
                .valueStream()
                .filter(cell -> Clean.cell(cell.path("environment")).equals(environment))
                .map(OverviewCommand::words)
                .findFirst()
                .orElse("");
    }

    private static String words(JsonNode cell) {
        var words = new ArrayList<String>();
        if (cell.path("live").isObject()) {
            words.add("%s #%s"
                    .formatted(
                            DeployWords.sha(cell.path("live")),
                            Clean.cell(cell.path("live").path("number"))));
        }
        if (cell.path("running").isObject()) {
            words.add("#%s running".formatted(Clean.cell(cell.path("running").path("number"))));
        }
        if (cell.path("waiting").asInt(0) > 0) {
            words.add("%s waiting".formatted(Clean.cell(cell.path("waiting"))));
        }
        cell.path("locks")
                .forEach(lock -> words.add(
                        "%s lock by %s".formatted(Clean.cell(lock.path("kind")), Clean.cell(lock.path("holder")))));
        return String.join(", ", words);
    }
}

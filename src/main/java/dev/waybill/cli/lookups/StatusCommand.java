package dev.waybill.cli.lookups;

import dev.waybill.cli.DeployName;
import dev.waybill.cli.Place;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.words.DeployWords;
import dev.waybill.cli.words.EnvironmentWords;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code waybill status}. */
@Command(
        name = "status",
        description =
                "Shows running and waiting deploys; for an app, also how the newest deploy of each environment ended; or one deploy in full.",
        mixinStandardHelpOptions = true)
public final class StatusCommand extends Verb {
    /** How many deploys are searched for the environments of an app. */
    private static final int MANY = 100;

    @Parameters(
            arity = "0..*",
            paramLabel = "[APP [in ENV] | DEPLOY]",
            hideParamSyntax = true,
            description = "An app, and optionally one of its environments; or a deploy: " + DeployName.HELP)
    private List<String> words = List.of();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        if (words.isEmpty()) {
            printDeploys(open(api, ""), "Nothing is running or waiting.");
        } else if (words.size() == 1 && DeployName.isOne(words.getFirst())) {
            var deploy = api.get(DeployName.of(words.getFirst()).path());
            print(deploy, DeployWords.full(deploy));
            sayWhatItsCodeHostKnows(api);
        } else if (words.size() == 1) {
            printApp(api, words.getFirst(), "");
        } else if (words.size() == 3 && Place.PREPOSITIONS.contains(words.get(1))) {
            printApp(api, words.getFirst(), words.getLast());
            sayHowItStands(api);
        } else {
            throw new CallFailed(CallFailed.USAGE, "usage: waybill status shop, or: waybill status shop in staging");
        }
    }

    private void sayWhatItsCodeHostKnows(Api api) throws CallFailed, InterruptedException {
        if (!isJson()) {
            var told = DeployWords.registration(
                    api.get(DeployName.of(words.getFirst()).path() + "registration/"));
            if (!told.isEmpty()) {
                say(told);
            }
        }
    }

    private void printApp(Api api, String app, String environment) throws CallFailed, InterruptedException {
        var shown = api.get("/apps/%s/".formatted(Api.segment(app)));
        var name = shown.path("name").asString(app);
        var deploys = JsonMapper.shared().createArrayNode();
        var filter = "&app=" + Api.segment(name) + (environment.isEmpty() ? "" : "&env=" + Api.segment(environment));
        open(api, filter).forEach(deploys::add);
        for (var each : environment.isEmpty() ? environments(api, shown, filter) : Set.of(environment)) {
            api.get("/deploys/?limit=1&status=finished&status=failed&status=cancelled&app=%s&env=%s"
                            .formatted(Api.segment(name), Api.segment(each)))
                    .forEach(deploys::add);
        }
        printDeploys(deploys, "Nothing has been deployed yet.");
    }

    /** On stderr, because scripts count the lines of the list. */
    private void sayHowItStands(Api api) throws CallFailed, InterruptedException {
        if (!isJson()) {
            say(EnvironmentWords.of(
                    api.get(Place.of(words, "waybill status shop in staging").path())));
        }
    }

    /** The environments that the app lists, and those with recent deploys, because an app that lists none accepts any. */
    private static Set<String> environments(Api api, JsonNode app, String filter)
            throws CallFailed, InterruptedException {
        var names = new TreeSet<>(app.path("environments").propertyNames());
        api.get("/deploys/?limit=%d%s".formatted(MANY, filter))
                .forEach(deploy -> names.add(deploy.path("environment").asString("")));
        return names;
    }

    private static JsonNode open(Api api, String filter) throws CallFailed, InterruptedException {
        return api.all("/deploys/?limit=%d&status=pending&status=in_progress%s".formatted(MANY, filter));
    }

    private void printDeploys(JsonNode deploys, String ifNone) {
        printTable(deploys, DeployWords.HEADINGS, DeployWords::row);
        if (deploys.isEmpty()) {
            say(ifNone);
        }
    }
}

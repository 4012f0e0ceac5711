package dev.waybill.cli.forge;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill forge}: the code host of an app. */
@Command(
        name = "forge",
        description = "Checks the access to the code host of an app, such as GitHub.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(check)",
        subcommands = ForgeCommand.Check.class)
public final class ForgeCommand {
    @Command(
            name = "check",
            description = {
                "Shows what the credential of an app can read and write at its code host, what is missing, and where to grant it.",
                "If the app accepts deployments that others create there, shows what became of the newest ones.",
                "Exits with 1 if it cannot do something that deploys need."
            },
            mixinStandardHelpOptions = true)
    static final class Check extends Verb {
        @Parameters(paramLabel = "APP", description = "The app")
        private String app = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var found = api.get("/apps/%s/forge/".formatted(URLEncoder.encode(app, StandardCharsets.UTF_8)));
            print(found, text(found));
            var refused = found.path("abilities")
                    .valueStream()
                    .filter(it -> it.path("needed").asBoolean()
                            && it.path("state").asString().equals("refused"))
                    .map(it -> Clean.cell(it.path("what")))
                    .collect(Collectors.joining(", "));
            if (!refused.isEmpty()) {
                throw new CallFailed(CallFailed.FAILED, "the credential cannot " + refused);
            }
        }
    }

    private static String text(JsonNode found) {
        var table = new Table();
        found.path("abilities")
                .forEach(it -> table.row(
                        "  " + Clean.cell(it.path("what")),
                        Clean.cell(it.path("state")) + need(it),
                        Clean.cell(it.path("advice"))));
        return "%s at %s%s%n%s%s"
                .formatted(
                        Clean.cell(found.path("repository")),
                        Clean.cell(found.path("host")),
                        wishes(found),
                        table,
                        IncomingWords.text(found.path("incoming")));
    }

    private static String need(JsonNode ability) {
        var setting = ability.path("setting").asString("");
        var optional = setting.isEmpty() ? ", optional" : ", optional without " + setting;
        return ability.path("needed").asBoolean() ? "" : optional;
    }

    private static String wishes(JsonNode found) {
        var contexts = found.path("contexts");
        var needs = contexts.isArray() && !contexts.isEmpty()
                ? ", needs " + contexts.valueStream().map(Clean::cell).collect(Collectors.joining(", "))
                : "";
        return needs + (found.path("required").asBoolean() ? ", deploys wait for registration" : "");
    }
}

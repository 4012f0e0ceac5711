package dev.waybill.cli.notify;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill notify}: the notifiers of an app. */
@Command(
        name = "notify",
        description = "Tries the notifiers of an app, such as Slack.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(test)",
        subcommands = NotifyCommand.Test.class)
public final class NotifyCommand {
    @Command(
            name = "test",
            description = {
                "Sends a sample to the notifiers of an app, and shows what the receivers answer.",
                "Exits with 1 if one could not be told."
            },
            mixinStandardHelpOptions = true)
    static final class Test extends Verb {
        @Parameters(paramLabel = "APP", description = "The app")
        private String app = "";

        @Option(
                names = "--notifier",
                paramLabel = "NAME",
                description = "Only this one; its name is in its configuration, by default its type")
        private @Nullable String notifier;

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var path = "/apps/%s/notifiers/test/".formatted(URLEncoder.encode(app, StandardCharsets.UTF_8));
            var tried = api.post(path, notifier == null ? Map.of() : Map.of("notifier", notifier));
            print(tried, text(tried));
            var failed = tried.valueStream()
                    .filter(it -> !it.path("result").asString().equals("delivered"))
                    .map(it -> Clean.cell(it.path("name")))
                    .collect(Collectors.joining(", "));
            if (!failed.isEmpty()) {
                throw new CallFailed(CallFailed.FAILED, "could not tell " + failed);
            }
        }
    }

    private static String text(JsonNode tried) {
        var table = new Table();
        tried.forEach(it -> table.row(
                Clean.cell(it.path("name")) + (it.path("scope").asString().equals("server") ? " (server)" : ""),
                Clean.cell(it.path("result")).replace('_', ' '),
                Clean.cell(it.path("answer"))));
        return table.toString();
    }
}

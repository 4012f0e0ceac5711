package dev.waybill.cli.deliveries;

import dev.waybill.cli.Amount;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill deliveries}: what other systems are told. */
@Command(
        name = "deliveries",
        description = "Lists what other systems are told about deploys, shows attempts, and sends again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | resend)",
        subcommands = {DeliveriesCommand.All.class, DeliveriesCommand.Show.class, DeliveriesCommand.Resend.class})
public final class DeliveriesCommand {
    private static final List<String> HEADINGS = List.of("delivery", "date", "state", "event", "of", "to", "attempts");

    @Command(name = "list", description = "Lists deliveries, newest first.", mixinStandardHelpOptions = true)
    static final class All extends Verb {
        @Option(names = "--app", paramLabel = "APP", description = "Only deliveries about this app")
        private @Nullable String app;

        @Option(names = "--env", paramLabel = "ENV", description = "Only deliveries about this environment")
        private @Nullable String environment;

        @Option(names = "--state", paramLabel = "STATE", description = "waiting, pending, sending, delivered or dead")
        private @Nullable String state;

        @Option(names = "--limit", paramLabel = "N", description = "Maximum number to list (default: 25)")
        private @Nullable Integer limit;

        @Option(names = "--all", description = "List all of them")
        private boolean all;

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var query = new Query("/deliveries/")
                    .with("app", app)
                    .with("env", environment)
                    .with("state", state);
            var found = Amount.of(limit, all).of(api, query);
            printTable(found, HEADINGS, DeliveriesCommand::row);
            if (found.isEmpty()) {
                say("No matching deliveries.");
            }
        }
    }

    @Command(name = "show", description = "Shows a delivery with every attempt.", mixinStandardHelpOptions = true)
    static final class Show extends Verb {
        @Parameters(paramLabel = "ID", description = "As \"waybill deliveries list\" shows it")
        private String id = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var delivery = api.get(path(id));
            print(delivery, text(delivery));
        }
    }

    @Command(
            name = "resend",
            description = "Sends a delivery again: a dead or delivered one once more, a pending one at once.",
            mixinStandardHelpOptions = true)
    static final class Resend extends Verb {
        @Parameters(paramLabel = "ID", description = "As \"waybill deliveries list\" shows it")
        private String id = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var delivery = api.post(path(id) + "resend/", Map.of());
            print(delivery, text(delivery));
        }
    }

    private static String path(String id) {
        return "/deliveries/%s/".formatted(URLEncoder.encode(id, StandardCharsets.UTF_8));
    }

    private static String[] row(JsonNode delivery) {
        return new String[] {
            Clean.cell(delivery.path("id")),
            Moments.local(delivery.path("dateCreated")),
            state(delivery),
            Clean.cell(delivery.path("kind")),
            subject(delivery),
            Clean.cell(delivery.path("target")),
            Clean.cell(delivery.path("attempts"))
        };
    }

    private static String subject(JsonNode delivery) {
        var deploy = delivery.path("deploy").path("name");
        return Clean.cell(deploy.isString() ? deploy : delivery.path("app").path("name"));
    }

    private static String state(JsonNode delivery) {
        var word = Clean.cell(delivery.path("state"));
        return delivery.path("dateNext").isString()
                ? "%s until %s".formatted(word, Moments.local(delivery.path("dateNext")))
                : word;
    }

    private static String text(JsonNode delivery) {
        return "%s of %s to %s: %s%s"
                .formatted(
                        Clean.cell(delivery.path("kind")),
                        subject(delivery),
                        Clean.cell(delivery.path("target")),
                        state(delivery),
                        delivery.path("history")
                                .valueStream()
                                .map(DeliveriesCommand::attempt)
                                .collect(Collectors.joining()));
    }

    private static String attempt(JsonNode attempt) {
        return "%n%n%s  %s after %.1f s%n  %s%n  %s"
                .formatted(
                        Moments.local(attempt.path("date")),
                        Clean.cell(attempt.path("result")),
                        attempt.path("seconds").asDouble(),
                        indented(attempt.path("request")),
                        indented(attempt.path("answer")));
    }

    private static String indented(JsonNode text) {
        return Clean.lines(text.asString()).replace("\n", "\n  ");
    }
}

package dev.waybill.cli.forge;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The deployments that others create at a code host, in words. */
final class IncomingWords {
    private IncomingWords() {}

    /** Empty if none are accepted. */
    static String text(JsonNode incoming) {
        if (!incoming.isObject()) {
            return "";
        }
        var noted = new Table();
        incoming.path("deployments")
                .forEach(it -> noted.row(
                        "  " + Moments.local(it.path("date")),
                        "deployment " + Clean.cell(it.path("deployment")),
                        Clean.cell(it.path("environment")),
                        Clean.cell(it.path("creator")),
                        fate(it)));
        return "%naccepts deployments by %s%s, %s%s"
                .formatted(
                        list(incoming.path("from")),
                        incoming.path("environments").isArray() ? " in " + list(incoming.path("environments")) : "",
                        seen(incoming),
                        incoming.path("deployments").isEmpty() ? "" : "%n%s".formatted(noted));
    }

    private static String list(JsonNode texts) {
        return texts.valueStream().map(Clean::cell).collect(Collectors.joining(", "));
    }

    private static String seen(JsonNode incoming) {
        var seen = incoming.path("dateSeen").isNull()
                ? "not seen yet"
                : "seen at " + Moments.local(incoming.path("dateSeen"));
        return incoming.path("problem").isNull() ? seen : seen + ": " + Clean.cell(incoming.path("problem"));
    }

    private static String fate(JsonNode noted) {
        return switch (noted.path("state").asString("")) {
            case "started" -> "started " + Clean.cell(noted.path("deploy"));
            case "refused" -> "refused: " + Clean.cell(noted.path("reason"));
            default -> "left to others: " + Clean.cell(noted.path("reason"));
        };
    }
}

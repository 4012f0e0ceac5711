package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import tools.jackson.databind.JsonNode;

/** Describes the checks of a commit. */
public final class CheckWords {
    private CheckWords() {}

    /** A row for each check, and below it one for each of its results; empty without checks. */
    public static String of(JsonNode checks) {
        if (checks.isEmpty()) {
            return "";
        }
        var table = new Table().row("check", "state", "date", "by", "description", "link");
        for (var check : checks) {
            table.row(
                    Clean.cell(check.path("name")),
                    Clean.cell(check.path("state")),
                    Moments.local(check.path("since")),
                    "",
                    about(check),
                    "");
            check.path("results").forEach(result -> addResult(table, result));
        }
        return table.toString();
    }

    private static void addResult(Table table, JsonNode result) {
        table.row(
                "  " + Clean.cell(result.path("name")),
                Clean.cell(result.path("state")),
                Moments.local(result.path("date")),
                textOf(result, "reporter"),
                textOf(result, "description"),
                textOf(result, "link"));
    }

    private static String about(JsonNode check) {
        var total = check.path("total").asInt();
        var count = total < 2
                ? ""
                : "%d of %d passed".formatted(check.path("passed").asInt(), total);
        var trouble = textOf(check, "message");
        return count.isEmpty() || trouble.isEmpty() ? count + trouble : "%s; %s".formatted(count, trouble);
    }

    private static String textOf(JsonNode node, String field) {
        return node.path(field).isString() ? Clean.cell(node.path(field)) : "";
    }
}

package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The result of a dry run, in words. */
public final class PreviewWords {
    private PreviewWords() {}

    public static String of(JsonNode preview) {
        var facts = facts("would deploy", "to", preview);
        if (preview.path("changes").isObject()) {
            changes(preview.path("changes"), facts);
        }
        if (preview.path("cancels").isString()) {
            facts.row("cancels", Clean.cell(preview.path("cancels")));
        }
        facts.row("position", Clean.cell(preview.path("position")));
        preview.path("blockers").forEach(blocker -> facts.row("blocked by", BlockerWords.line(blocker)));
        preview.path("warnings").forEach(warning -> facts.row("warning", Clean.cell(warning)));
        preview.path("commands").forEach(command -> facts.row("runs", Clean.cell(command)));
        variables(preview).forEach((origin, names) -> facts.row("from " + origin, String.join(" ", names)));
        return facts.row("configuration", configuration(preview))
                .row("usually takes", Moments.seconds(preview.path("estimatedDuration")))
                .toString();
    }

    /** The same for a deploy that happened elsewhere. */
    public static String ofPast(JsonNode preview) {
        var facts = facts("would record", "in", preview);
        preview.path("warnings").forEach(warning -> facts.row("warning", Clean.cell(warning)));
        return facts.toString();
    }

    private static Table facts(String what, String preposition, JsonNode preview) {
        return new Table()
                .row(
                        what,
                        "%s (%s) %s %s/%s"
                                .formatted(
                                        Clean.cell(preview.path("ref")),
                                        DeployWords.sha(preview),
                                        preposition,
                                        Clean.cell(preview.path("app")),
                                        Clean.cell(preview.path("environment"))))
                .row("live now", EnvironmentWords.release(preview.path("live")));
    }

    private static void changes(JsonNode changes, Table facts) {
        facts.row(
                "changes",
                "%s %s added, %s lost"
                        .formatted(
                                Clean.cell(changes.path("commitCount")),
                                changes.path("commitCount").asInt(0) == 1 ? "commit" : "commits",
                                Clean.cell(changes.path("lostCount"))));
        PullRequestWords.of(changes)
                .forEach((number, pull) ->
                        facts.row("pull request", "%s %s".formatted(number, PullRequestWords.words(pull))));
        changes.path("marks").properties().forEach(mark -> facts.row("marked", ChangeWords.mark(mark)));
        if (changes.path("pullRequestsMessage").isString()) {
            facts.row("note", Clean.cell(changes.path("pullRequestsMessage")));
        }
    }

    /** The names of the variables by origin. */
    private static TreeMap<String, TreeSet<String>> variables(JsonNode preview) {
        var names = new TreeMap<String, TreeSet<String>>();
        preview.path("variables")
                .properties()
                .forEach(variable -> names.computeIfAbsent(Clean.cell(variable.getValue()), _ -> new TreeSet<>())
                        .add(Clean.line(variable.getKey())));
        return names;
    }

    private static String configuration(JsonNode preview) {
        var version = Clean.cell(preview.path("appVersion"));
        var newest = Clean.cell(preview.path("newestAppVersion"));
        return version.equals(newest) ? version : "%s; the newest is %s".formatted(version, newest);
    }
}

package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The pull requests of changes, in words. */
final class PullRequestWords {
    private PullRequestWords() {}

    /** A line for each; empty if none is known. */
    static String all(JsonNode changes) {
        var table = new Table();
        of(changes).values().forEach(pull -> table.row(number(pull), link(pull), words(pull)));
        return table.toString();
    }

    /** Those of all commits, each once, by number. */
    static Map<String, JsonNode> of(JsonNode changes) {
        var found = new LinkedHashMap<String, JsonNode>();
        Stream.of("commits", "lost")
                .flatMap(list -> changes.path(list).valueStream())
                .flatMap(commit -> commit.path("pullRequests").valueStream())
                .forEach(pull -> found.putIfAbsent(number(pull), pull));
        return found;
    }

    /** The numbers of a commit's pull requests, or the one that its message names; empty if there is none. */
    static String numbers(JsonNode commit) {
        var known = commit.path("pullRequests");
        return known.isEmpty()
                ? commit.path("pullRequest").isNumber() ? "#" + Clean.cell(commit.path("pullRequest")) : ""
                : known.valueStream().map(PullRequestWords::number).collect(Collectors.joining(" "));
    }

    static String number(JsonNode pull) {
        return "#" + Clean.cell(pull.path("number"));
    }

    private static String link(JsonNode pull) {
        return Clean.cell(pull.path("link"));
    }

    /** Its title, its labels, and that it is open. */
    static String words(JsonNode pull) {
        var labels = pull.path("labels").valueStream().map(Clean::cell).collect(Collectors.joining(", "));
        return "%s%s%s"
                .formatted(
                        Clean.cell(pull.path("title")),
                        labels.isEmpty() ? "" : " [%s]".formatted(labels),
                        pull.path("merged").asBoolean(true) ? "" : " (not merged)");
    }
}

package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What changed, in words. */
public final class ChangeWords {
    private static final int SHORT_SHA = 10;

    private ChangeWords() {}

    public static String of(JsonNode changes) {
        var parts = new ArrayList<String>();
        parts.add(relation(changes));
        parts.add(commits(changes));
        more(changes, "commits", "commitCount", parts);
        more(changes, "lost", "lostCount", parts);
        parts.add(PullRequestWords.all(changes));
        parts.add(files(changes));
        more(changes, "files", "fileCount", parts);
        changes.path("marks").properties().forEach(mark -> parts.add(mark(mark)));
        if (changes.path("link").isString()) {
            parts.add("compared at " + Clean.cell(changes.path("link")));
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
    }

    /** Its files, and the pull requests that have a label of its name. */
    static String mark(Map.Entry<String, JsonNode> mark) {
        var files = mark.getValue().path("files").valueStream().map(Clean::cell);
        var pulls = mark.getValue().path("pullRequests").valueStream().map(number -> "#" + Clean.cell(number));
        return "%s: %s"
                .formatted(
                        Clean.line(mark.getKey()), Stream.concat(files, pulls).collect(Collectors.joining(", ")));
    }

    private static String relation(JsonNode changes) {
        var target = side(changes.path("target"));
        var live = changes.path("live").isObject() ? side(changes.path("live")) : "nothing";
        return switch (changes.path("relation").asString("")) {
            case "same" -> "%s is the same as %s".formatted(target, live);
            case "ahead" ->
                "%s is ahead of %s by %d"
                        .formatted(target, live, changes.path("ahead").asInt());
            case "behind" ->
                "%s is behind %s by %d"
                        .formatted(target, live, changes.path("behind").asInt());
            case "diverged" ->
                "%s and %s have diverged: ahead by %d, behind by %d"
                        .formatted(
                                target,
                                live,
                                changes.path("ahead").asInt(),
                                changes.path("behind").asInt());
            default -> "%s compared with %s".formatted(target, live);
        };
    }

    private static String side(JsonNode side) {
        var deploy = side.path("deploy").isString() ? ", " + Clean.cell(side.path("deploy")) : "";
        return "%s (%s%s)".formatted(Clean.cell(side.path("ref")), sha(side), deploy);
    }

    /** A plus before what comes, a minus before what is lost. */
    private static String commits(JsonNode changes) {
        var table = new Table();
        changes.path("commits").forEach(commit -> table.row(row("+", commit)));
        changes.path("lost").forEach(commit -> table.row(row("-", commit)));
        return table.toString();
    }

    private static String[] row(String sign, JsonNode commit) {
        var labels = commit.path("labels").valueStream().map(Clean::cell).collect(Collectors.joining(", "));
        return new String[] {
            sign,
            sha(commit),
            Moments.local(commit.path("date")),
            author(commit),
            PullRequestWords.numbers(commit),
            labels,
            Clean.cell(commit.path("title"))
        };
    }

    private static String author(JsonNode commit) {
        var author = Clean.cell(commit.path("author"));
        return commit.path("login").isString() ? "%s (%s)".formatted(author, Clean.cell(commit.path("login"))) : author;
    }

    private static String sha(JsonNode of) {
        var sha = Clean.cell(of.path("sha"));
        return sha.substring(0, Math.min(SHORT_SHA, sha.length()));
    }

    private static String files(JsonNode changes) {
        var table = new Table();
        changes.path("files").forEach(file -> table.row(Clean.cell(file.path("status")), path(file)));
        return table.toString();
    }

    private static String path(JsonNode file) {
        var path = Clean.cell(file.path("path"));
        return file.path("previous").isString() ? "%s -> %s".formatted(Clean.cell(file.path("previous")), path) : path;
    }

    private static void more(JsonNode changes, String list, String count, ArrayList<String> parts) {
        var left = changes.path(count).asInt() - changes.path(list).size();
        if (left > 0) {
            parts.add("… and %d more %s".formatted(left, list.equals("lost") ? "lost commits" : list));
        }
    }
}

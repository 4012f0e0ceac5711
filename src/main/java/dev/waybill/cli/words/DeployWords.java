package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A deploy of the API, in words. */
public final class DeployWords {
    private static final int SHORT_SHA = 10;

    private DeployWords() {}

    public static boolean isOver(JsonNode deploy) {
        return deploy.path("outcome").isString();
    }

    public static String name(JsonNode deploy) {
        return Clean.cell(deploy.path("name"));
    }

    public static String page(JsonNode deploy) {
        return Clean.cell(deploy.path("links").path("page"));
    }

    /** Its state, in one word. */
    public static String state(JsonNode deploy) {
        return isOver(deploy) ? Clean.cell(deploy.path("outcome")) : Clean.cell(deploy.path("status"));
    }

    /** The headings of {@link #row}. */
    public static final List<String> HEADINGS =
            List.of("deploy", "state", "ref", "commit", "requested by", "requested", "took", "remark");

    /** A row of a table. */
    public static String[] row(JsonNode deploy) {
        return new String[] {
            name(deploy),
            state(deploy),
            isOfSha(deploy) ? "-" : Clean.cell(deploy.path("ref")),
            sha(deploy),
            Clean.cell(deploy.path("user").path("name")),
            Moments.local(deploy.path("dateCreated")),
            Moments.seconds(deploy.path("duration")),
            remark(deploy)
        };
    }

    /** Which other task it is, to which hosts only, why it waits, is stuck or failed, and the judgement of its version. */
    private static String remark(JsonNode deploy) {
        return Stream.of(
                        task(deploy),
                        scope(deploy),
                        firstBlocker(deploy),
                        silence(deploy),
                        failure(deploy),
                        judgement(deploy))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** The task; empty for a deploy. */
    private static String task(JsonNode deploy) {
        var task = deploy.path("task").path("name").asString("deploy");
        return task.equals("deploy") ? "" : "task " + Clean.line(task);
    }

    /** The only hosts to which it goes; empty if to all. */
    private static String scope(JsonNode deploy) {
        var hosts = deploy.path("task").path("onlyHosts");
        return hosts.isEmpty()
                ? ""
                : "only " + HostWords.names(hosts.valueStream().map(Clean::cell).toList());
    }

    /** The judgement of its version; empty if there is none. */
    public static String judgement(JsonNode deploy) {
        var judgement = deploy.path("judgement");
        if (!judgement.isObject()) {
            return "";
        }
        var isFaulty = judgement.path("verdict").asString().equals("faulty");
        return "%s %s".formatted(isFaulty ? "quarantined by" : "judged good by", Clean.cell(judgement.path("by")));
    }

    /** That what runs it is silent, so that its state is unknown; empty if it is not. */
    static String silence(JsonNode deploy) {
        var node = deploy.path("silentNode");
        if (node.isObject()) {
            return "its node %s has been silent since %s"
                    .formatted(Clean.cell(node.path("name")), Moments.local(node.path("since")));
        }
        var external = deploy.path("external");
        return external.path("silentSince").isString()
                ? "nothing was heard of %s, where its command runs, since %s"
                        .formatted(Clean.cell(external.path("place")), Moments.local(external.path("silentSince")))
                : "";
    }

    /** What its code host knows about it; empty if it was told nothing. */
    public static String registration(JsonNode registration) {
        if (!registration.path("host").isString()) {
            return "";
        }
        var host = Clean.cell(registration.path("host"));
        var problem = registration.path("problem");
        var trouble = problem.isString() ? ": " + Clean.cell(problem) : "";
        var isGivenUp = registration.path("givenUp").asBoolean();
        return registration.path("registered").asBoolean()
                ? "registered at %s as deployment %s of %s, reported as %s%s%s"
                        .formatted(
                                host,
                                Clean.cell(registration.path("deployment")),
                                Clean.cell(registration.path("repository")),
                                Clean.cell(registration.path("state")),
                                isGivenUp ? "; its end was not reported" : "",
                                trouble)
                : (isGivenUp ? "was not registered at %s%s" : "not registered at %s yet%s").formatted(host, trouble);
    }

    private static String failure(JsonNode deploy) {
        return isOver(deploy)
                        && !deploy.path("outcome").asString().equals("succeeded")
                        && deploy.path("message").isString()
                ? Clean.cell(deploy.path("message"))
                : "";
    }

    /** Whether the ref of a deploy or a version is its sha, in full or abbreviated, so that it need not be shown twice. */
    static boolean isOfSha(JsonNode deploy) {
        return deploy.path("sha").asString("").startsWith(deploy.path("ref").asString(""));
    }

    private static String version(JsonNode deploy) {
        var sha = Clean.cell(deploy.path("sha"));
        return isOfSha(deploy) ? sha : "%s (%s)".formatted(Clean.cell(deploy.path("ref")), sha);
    }

    /** The abbreviated sha of a deploy or a version. */
    public static String sha(JsonNode deploy) {
        var sha = Clean.cell(deploy.path("sha"));
        return sha.substring(0, Math.min(SHORT_SHA, sha.length()));
    }

    /** The message of the first blocker; empty if there is none. */
    public static String firstBlocker(JsonNode deploy) {
        var blockers = deploy.path("blockers");
        return blockers.isEmpty() ? "" : BlockerWords.message(blockers.path(0));
    }

    /** Everything about it, a line for each fact. */
    public static String full(JsonNode deploy) {
        var facts = new Table()
                .row(
                        name(deploy),
                        Stream.of(state(deploy), task(deploy), scope(deploy))
                                .filter(it -> !it.isEmpty())
                                .collect(Collectors.joining(", ")))
                .row("ref", version(deploy))
                .row(
                        "requested",
                        "%s by %s"
                                .formatted(
                                        Moments.local(deploy.path("dateCreated")),
                                        Clean.cell(deploy.path("user").path("name"))));
        text(facts, "reason", deploy.path("reason"));
        text(facts, "evidence", deploy.path("evidence"));
        for (var blocker : deploy.path("blockers")) {
            facts.row("waiting", BlockerWords.message(blocker));
        }
        text(facts, "runs on", deploy.path("external").path("place"));
        if (!silence(deploy).isEmpty()) {
            facts.row("stuck", silence(deploy));
        }
        facts.row("started", Moments.local(deploy.path("dateStarted")));
        facts.row(
                isOver(deploy) ? "took" : "usually takes",
                Moments.seconds(deploy.path(isOver(deploy) ? "duration" : "estimatedDuration")));
        text(facts, "message", deploy.path("message"));
        ReportWords.add(facts, deploy);
        text(facts, "commit", deploy.path("sha_url"));
        text(facts, "changes", deploy.path("compareLink"));
        return facts.row("page", page(deploy)).toString();
    }

    /** A line, unless there is no such text, or it is empty. */
    private static void text(Table facts, String name, JsonNode text) {
        if (!text.asString("").isEmpty()) {
            facts.row(name, Clean.cell(text));
        }
    }

    /** How it ended. */
    public static String ending(JsonNode deploy) {
        var took = deploy.path("duration").isNumber() ? " after " + Moments.seconds(deploy.path("duration")) : "";
        var message = deploy.path("message").isString() ? ": " + Clean.cell(deploy.path("message")) : "";
        return "%s %s%s%s".formatted(name(deploy), state(deploy).replace('_', ' '), took, message);
    }

    /** The messages of all blockers, a line for each. */
    public static String blockers(JsonNode deploy) {
        return deploy.path("blockers")
                .valueStream()
                .map(blocker -> "%s %s".formatted(name(deploy), waits(BlockerWords.message(blocker))))
                .collect(Collectors.joining("\n"));
    }

    /** Prepends "waits", unless the message begins with it. */
    public static String waits(String message) {
        return message.startsWith("waits ") ? message : "waits: " + message;
    }
}

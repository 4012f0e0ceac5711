package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What was reported of a deploy, in words. */
final class ReportWords {
    /** Links that every deploy has. */
    private static final Set<String> OWN = Set.of("self", "log", "page");

    private ReportWords() {}

    /** Adds a row for each fact. */
    static void add(Table facts, JsonNode deploy) {
        var steps = deploy.path("task")
                .path("steps")
                .valueStream()
                .map(ReportWords::step)
                .collect(Collectors.joining(", "));
        if (!steps.isEmpty()) {
            facts.row("steps", steps);
        }
        if (deploy.path("progress").isNumber() && !DeployWords.isOver(deploy)) {
            facts.row("progress", deploy.path("progress").asInt() + " %");
        }
        var hosts = deploy.path("task").path("hosts");
        if (!hosts.isEmpty()) {
            facts.row("hosts", HostWords.states(hosts));
        }
        deploy.path("notes").forEach(note -> facts.row("note", Clean.cell(note)));
        deploy.path("links").properties().stream()
                .filter(link -> !OWN.contains(link.getKey()))
                .forEach(link -> facts.row(Clean.line(link.getKey()), Clean.cell(link.getValue())));
    }

    private static String step(JsonNode step) {
        var status = Clean.cell(step.path("status")).replace('_', ' ');
        var duration = step.path("estimatedDuration");
        var usually = step.path("dateFinished").isNull() ? "usually " : "";
        return "%s (%s)"
                .formatted(
                        Clean.cell(step.path("name")),
                        duration.isNumber()
                                ? "%s, %s%s".formatted(status, usually, Moments.seconds(duration))
                                : status);
    }
}

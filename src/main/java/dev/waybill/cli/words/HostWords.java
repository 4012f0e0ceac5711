package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Hosts of a deploy, in words. */
final class HostWords {
    private static final int MOST_NAMES = 10;

    private HostWords() {}

    /** Such as {@code failed: web2; pending: web3; ok: web1}. */
    static String states(JsonNode hosts) {
        var byState = new LinkedHashMap<String, List<String>>();
        List.of("failed", "unreachable", "pending").forEach(state -> byState.put(state, new ArrayList<>()));
        hosts.properties()
                .forEach(host -> byState.computeIfAbsent(Clean.cell(host.getValue()), _ -> new ArrayList<>())
                        .add(Clean.line(host.getKey())));
        return byState.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> it.getKey() + ": " + names(it.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** Not more than a line can hold. */
    static String names(List<String> names) {
        var more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }
}

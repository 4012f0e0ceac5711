package dev.waybill.providers.ssh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ansible's final summary: how each host went.
 *
 * @param hosts by how they went
 */
record Recap(Map<String, List<String>> hosts) {
    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern HOST =
            Pattern.compile("(\\S+)\\s*: ok=\\d+\\s+changed=\\d+\\s+unreachable=(\\d+)\\s+failed=(\\d+)\\b.*");
    private static final String START = "PLAY RECAP";
    private static final int MOST_NAMES = 10;

    static Recap of(String output) {
        var hosts = new LinkedHashMap<String, List<String>>();
        List.of("failed", "unreachable", "succeeded").forEach(it -> hosts.put(it, new ArrayList<>()));
        var plain = COLOR.matcher(output).replaceAll("");
        plain.substring(Math.max(0, plain.lastIndexOf(START)))
                .lines()
                .map(line -> HOST.matcher(line.strip()))
                .filter(host -> host.matches())
                .forEach(host -> hosts.getOrDefault(end(host.group(2), host.group(3)), new ArrayList<>())
                        .add(host.group(1)));
        return new Recap(hosts);
    }

    private static String end(String unreachable, String failed) {
        return !failed.equals("0") ? "failed" : unreachable.equals("0") ? "succeeded" : "unreachable";
    }

    /** Such as {@code failed: web2; succeeded: web1, web3}; empty if there are no hosts. */
    Optional<String> sentence() {
        var parts = hosts.entrySet().stream()
                .filter(it -> !it.getValue().isEmpty())
                .map(it -> it.getKey() + ": " + names(it.getValue()))
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private static String names(List<String> names) {
        var more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }
}

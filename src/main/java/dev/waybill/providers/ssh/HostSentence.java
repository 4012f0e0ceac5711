package dev.waybill.providers.ssh;

import dev.waybill.spi.HostState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Hosts in a sentence, if their states cannot be shown one by one. */
final class HostSentence {
    private static final int MOST_NAMES = 10;

    private HostSentence() {}

    /** Such as {@code failed: web2; ok: web1, web3}; empty if there are no hosts. */
    static Optional<String> of(Map<String, HostState> hosts) {
        var parts = Stream.of(HostState.FAILED, HostState.UNREACHABLE, HostState.OK)
                .filter(hosts::containsValue)
                .map(state -> state.word() + ": " + names(hosts, state))
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private static String names(Map<String, HostState> hosts, HostState state) {
        return names(
                hosts.keySet().stream().filter(name -> hosts.get(name) == state).toList());
    }

    private static String names(List<String> names) {
        var more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }
}

package dev.waybill.apps.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of checks and notifiers that a configuration can name, and the keys of each. */
record KnownPlugins(String word, Map<String, Keys> kinds) {
    /**
     * @param required alternatives, one of which must be given completely
     * @param optional other known keys
     */
    private record Keys(List<Set<String>> required, Set<String> optional) {
        boolean knows(String key) {
            return optional.contains(key) || required.stream().anyMatch(keys -> keys.contains(key));
        }
    }

    static final KnownPlugins CHECKS = new KnownPlugins(
            "check",
            Map.of(
                    "github", keys(Set.of("repo"), "contexts", "api_root", "token"),
                    "http", keys(Set.of("url"), "headers", "timeout"),
                    "command", keys(Set.of("command"), "timeout"),
                    "age", keys(Set.of("min"))));

    static final KnownPlugins NOTIFIERS = new KnownPlugins(
            "notifier",
            Map.of(
                    "slack", new Keys(List.of(Set.of("webhook_url"), Set.of("token", "channel")), Set.of()),
                    "webhook", keys(Set.of("url"), "headers"),
                    "github", keys(Set.of("repo"), "api_root", "token"),
                    "email", keys(Set.of("to"), "from"),
                    "datadog", keys(Set.of("webhook_url")),
                    "sentry", keys(Set.of("webhook_url")),
                    "command", keys(Set.of("command")),
                    "hubot", keys(Set.of("url"), "room")));

    private static Keys keys(Set<String> required, String... optional) {
        return new Keys(List.of(required), Set.of(optional));
    }

    /** Why this is not a valid configuration of its kind, as a sentence; empty if it is. */
    Optional<String> objection(AppConfig.PluginConfig plugin) {
        var keys = kinds.get(plugin.type());
        if (keys == null) {
            return Optional.of("Invalid %s: %s; use one of %s"
                    .formatted(word, plugin.type(), String.join(", ", new TreeSet<>(kinds.keySet()))));
        }
        var given = plugin.config().keySet();
        var unknown = given.stream().filter(key -> !keys.knows(key)).findFirst();
        if (unknown.isPresent()) {
            return Optional.of("You specified config key %s, but it isn't recognized for the %s %s."
                    .formatted(unknown.get(), word, plugin.type()));
        }
        if (keys.required().stream().noneMatch(given::containsAll)) {
            return Optional.of("Missing required option \"%s\" for %s: %s"
                    .formatted(
                            String.join("\", \"", new TreeSet<>(keys.required().getFirst())), word, plugin.type()));
        }
        return Optional.empty();
    }
}

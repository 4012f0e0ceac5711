package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Likeness;
import dev.waybill.spi.Plugin;
import dev.waybill.spi.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a plug-in, with the same rules for providers, checks and notifiers. Clients of the old service match the
 * beginnings of some sentences.
 *
 * @param word for a plug-in of this type, such as {@code check}
 * @param mistakes receives each mistake: its path among the settings, empty for all of them, and a sentence
 */
record SettingsReader(String word, Plugin plugin, BiConsumer<String, String> mistakes) {
    /** The settings under their names, if they were given in camel case. */
    Map<String, Object> renamed(Map<String, Object> given) {
        var settings = new LinkedHashMap<>(given);
        for (var setting : plugin.settings()) {
            var camel = Section.camelCase(setting.name());
            if (!settings.containsKey(setting.name()) && settings.containsKey(camel)) {
                settings.put(setting.name(), settings.remove(camel));
            }
        }
        return settings;
    }

    /** The settings in their own types: YAML reads the command {@code true} as a boolean. */
    Map<String, Object> typed(Map<String, Object> renamed) {
        var typed = new LinkedHashMap<>(renamed);
        for (var setting : plugin.settings()) {
            typed.computeIfPresent(setting.name(), (_, value) -> Types.typed(setting.kind(), value));
        }
        return typed;
    }

    /** Reports all mistakes of settings in their own types. */
    void check(Map<String, Object> typed) {
        checkEach(typed);
        requireGroup(typed);
    }

    /** The same for settings that are one part of several: at most one group is given, and that completely. */
    void checkPart(Map<String, Object> typed) {
        checkEach(typed);
        var given = groups().values().stream()
                .filter(names -> names.stream().anyMatch(typed::containsKey))
                .toList();
        if (given.size() > 1) {
            mistakes.accept("", "has %s; give only one of these".formatted(alternatives(given)));
        } else if (given.size() == 1 && !typed.keySet().containsAll(given.getFirst())) {
            mistakes.accept("", "needs %s; give all of these, or none".formatted(together(given.getFirst())));
        }
    }

    /** The same for settings that override others: none is required. */
    void checkOverrides(Map<String, Object> typed) {
        refuseUnknown(typed);
        plugin.settings().forEach(setting -> check(setting, typed.get(setting.name())));
    }

    private void checkEach(Map<String, Object> typed) {
        refuseUnknown(typed);
        for (var setting : plugin.settings()) {
            var value = typed.get(setting.name());
            check(setting, value);
            if (value == null && setting.required() && setting.group() == null) {
                mistakes.accept("", missing(setting.name()));
            }
        }
    }

    private void check(Setting setting, @Nullable Object value) {
        if (value != null) {
            Kinds.check(setting.kind(), value, (below, sentence) -> mistakes.accept(setting.name() + below, sentence));
        }
    }

    private void refuseUnknown(Map<String, Object> given) {
        var known = plugin.settings().stream().map(Setting::name).collect(Collectors.toCollection(TreeSet::new));
        given.keySet().stream()
                .filter(key -> !known.contains(key))
                .limit(AppReader.MOST) // nobody corrects more at once, and each is quoted
                .forEach(key -> mistakes.accept(
                        key,
                        "You specified config key %s, but it isn't recognized for the %s %s.%s"
                                .formatted(
                                        key,
                                        word,
                                        plugin.name(),
                                        Likeness.suggestion(key, known, " Did you mean %s?", " Use one of %s."))));
    }

    private Map<String, List<String>> groups() {
        return plugin.settings().stream()
                .filter(setting -> setting.group() != null)
                .collect(Collectors.groupingBy(
                        setting -> String.valueOf(setting.group()),
                        LinkedHashMap::new,
                        Collectors.mapping(Setting::name, Collectors.toList())));
    }

    private void requireGroup(Map<String, Object> given) {
        var groups = groups();
        if (groups.isEmpty() || groups.values().stream().anyMatch(given.keySet()::containsAll)) {
            return;
        }
        var others = groups.values().stream()
                .skip(1)
                .map(names -> "; or give " + together(names))
                .collect(Collectors.joining());
        mistakes.accept("", missing(first(groups)) + others);
    }

    private static String together(List<String> names) {
        return "\"%s\"".formatted(String.join("\" and \"", names));
    }

    private static String alternatives(List<List<String>> groups) {
        return groups.stream().map(SettingsReader::together).collect(Collectors.joining(", and "));
    }

    private static String first(Map<String, List<String>> groups) {
        return String.join("\", \"", groups.values().iterator().next());
    }

    private String missing(String names) {
        return "Missing required option \"%s\" for %s: %s".formatted(names, word, plugin.name());
    }
}

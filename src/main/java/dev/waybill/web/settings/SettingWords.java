package dev.waybill.web.settings;

import dev.waybill.spi.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What settings of providers are called on pages: a label and a hint for those whose name does not say it all. */
final class SettingWords {
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("timeout", List.of("Time limit", "How long it may take, such as 30m")),
            Map.entry("read_timeout", List.of("Longest silence", "How long it may write nothing, such as 15m")),
            Map.entry("env", List.of("Environment variables", "NAME: value")),
            Map.entry("strict", List.of("Stop at the first error", "End a command at the first line that fails")),
            Map.entry("before", List.of("Before the command", "A command that runs first")),
            Map.entry("after", List.of("After the command", "A command that runs last")),
            Map.entry("after_failure", List.of("After a failure", "A command that cleans up when a step has failed")),
            Map.entry("cwd", List.of("Working directory", "A directory of the repository; its top if empty")),
            Map.entry("tty", List.of("Terminal", "Give the commands a terminal")),
            Map.entry("tasks", List.of("Other tasks", "restart: make restart")));

    private SettingWords() {}

    static String label(Setting setting) {
        var known = KNOWN.get(setting.name());
        var words = setting.name().replace('_', ' ');
        return known == null ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) : known.getFirst();
    }

    /** @param usual for those that need no hint of their own */
    static String hint(Setting setting, String usual) {
        var known = KNOWN.get(setting.name());
        return known == null || setting.required() ? usual : known.getLast();
    }
}

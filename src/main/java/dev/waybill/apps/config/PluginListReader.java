package dev.waybill.apps.config;

import dev.waybill.apps.config.AppConfig.PluginConfig;
import dev.waybill.apps.config.text.Literal;
import dev.waybill.apps.config.text.Nothing;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Plugin;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a list of checks or notifiers. What is stored, and shown, is what was given. */
final class PluginListReader {
    private final Section app;
    private final String key;
    private final Family<? extends Plugin> family;
    private final List<Entry> entries = new ArrayList<>();

    /** A valid entry, or one whose settings are wrong. */
    private record Entry(String path, @Nullable Plugin plugin, PluginConfig config) {}

    PluginListReader(Section app, String key, Family<? extends Plugin> family) {
        this.app = app;
        this.key = key;
        this.family = family;
    }

    List<PluginConfig> read() {
        var index = 0;
        for (var item : app.list(key, family.errorName(), "a list of objects with type and config")) {
            var path = key + "." + index++;
            if (item instanceof Map<?, ?> fields && fields.get("type") instanceof String type) {
                entries.add(entry(path, type, fields.get("config")));
            } else {
                mistake(
                        path,
                        "A %s needs a type and a config: {\"type\": \"…\", \"config\": {…}}".formatted(family.word()));
            }
        }
        return entries.stream().map(Entry::config).toList();
    }

    private Entry entry(String path, String type, @Nullable Object config) {
        family.objection(type).ifPresent(why -> mistake(path, why));
        var plugin = family.find(type);
        var given = config instanceof Map<?, ?> map ? Literal.plain(map) : new LinkedHashMap<String, Object>();
        if (plugin == null) {
            return new Entry(path, null, new PluginConfig(type, given));
        }
        var reader = new SettingsReader(family.word(), plugin, (setting, why) -> mistake(path(path, setting), why));
        var renamed = reader.renamed(given);
        if (config instanceof Map<?, ?> || config instanceof Nothing || isEmpty(config)) {
            reader.check(reader.typed(withoutEmpty(plugin, renamed)));
        } else {
            mistake(path + ".config", "must be an object");
        }
        return new Entry(path, plugin, new PluginConfig(type, renamed));
    }

    /** To clients of the old service, an empty value is the same as none. */
    private static Map<String, Object> withoutEmpty(Plugin plugin, Map<String, Object> settings) {
        var optional = plugin.settings().stream()
                .filter(setting -> !setting.required())
                .map(Setting::name)
                .collect(Collectors.toSet());
        var rest = new LinkedHashMap<>(settings);
        rest.entrySet().removeIf(it -> optional.contains(it.getKey()) && isEmpty(it.getValue()));
        return rest;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isBlank();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }

    /** Adds the mistakes that the plug-ins find, once everything was read. */
    void review(AppConfig config) {
        for (var entry : entries) {
            if (entry.plugin() != null) {
                Review.of(entry.plugin(), entry.config().config(), config).stream()
                        .filter(Remark::isMistake)
                        .forEach(remark -> mistake(path(entry.path(), remark.setting()), remark.sentence()));
            }
        }
    }

    /** The same for a list of the server. */
    void reviewAlone() {
        for (var entry : entries) {
            if (entry.plugin() != null) {
                entry.plugin().review(new AppInfo(entry.config().config(), false, Set.of())).stream()
                        .filter(Remark::isMistake)
                        .forEach(remark -> mistake(path(entry.path(), remark.setting()), remark.sentence()));
            }
        }
    }

    private static String path(String entry, String setting) {
        return setting.isEmpty() ? entry : "%s.config.%s".formatted(entry, setting);
    }

    private void mistake(String path, String sentence) {
        app.mistake(path, family.errorName(), sentence);
    }
}

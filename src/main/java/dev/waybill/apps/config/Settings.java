package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a provider: as {@code provider_config}, or in the short form of the shell provider. */
final class Settings {
    private static final String ERROR = "invalid_provider";

    /** The short form: key by setting. */
    private static final Map<String, String> SHORT = Map.of(
            "deploy", "command",
            "strict", "strict",
            "timeout", "timeout",
            "read_timeout", "read_timeout",
            "env", "env");

    /** The spellings in forms. */
    private static final Map<String, Object> FLAGS = Map.of("true", true, "false", false);

    private final Map<String, Provider> providers;

    Settings(Map<String, Provider> providers) {
        this.providers = providers;
    }

    /** Expands a path that begins with a key of the short form. */
    static String longForm(String path) {
        var end = path.indexOf('.') < 0 ? path.length() : path.indexOf('.');
        var setting = SHORT.get(AppEdit.snakeCase(path.substring(0, end)));
        return setting == null ? path : "provider_config." + setting + path.substring(end);
    }

    Map<String, Object> read(Section app, String name) {
        var settings = new LinkedHashMap<>(app.map("provider_config", ERROR, "an object"));
        for (var key : List.of("deploy", "strict", "timeout", "read_timeout", "env")) {
            var value = app.value(key);
            if (value == null) {
                continue;
            }
            var setting = String.valueOf(SHORT.get(key));
            var isGivenTwice = settings.containsKey(setting) || settings.containsKey(Section.camelCase(setting));
            settings.put(setting, value);
            if (isGivenTwice) {
                app.mistake(key, ERROR, "is also in provider_config; give it once");
            }
        }
        var provider = providers.get(name);
        if (provider == null) {
            app.mistake(
                    "provider",
                    ERROR,
                    "Invalid provider: %s; use one of %s"
                            .formatted(name, String.join(", ", new TreeSet<>(providers.keySet()))));
        } else {
            plain(provider, settings);
            check(app, provider, settings);
        }
        return settings;
    }

    /** Converts settings to their own types: YAML reads the command {@code true} as a boolean. */
    private static void plain(Provider provider, Map<String, Object> settings) {
        for (var setting : provider.settings()) {
            var camel = Section.camelCase(setting.name());
            if (!settings.containsKey(setting.name()) && settings.containsKey(camel)) {
                settings.put(setting.name(), settings.remove(camel));
            }
            settings.computeIfPresent(setting.name(), (_, value) -> plain(setting.kind(), value));
        }
    }

    private static Object plain(Setting.Kind kind, Object value) {
        return switch (kind) {
            case TEXT -> value instanceof Boolean || value instanceof Number ? value.toString() : value;
            case SECONDS -> Objects.requireNonNullElse(Section.number(value), value);
            case FLAG -> FLAGS.getOrDefault(value.toString(), value);
            case TEXT_BY_NAME -> value instanceof Map<?, ?> map ? texts(map) : value;
        };
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        var texts = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> {
            if (value != null) {
                texts.put(
                        String.valueOf(name),
                        value instanceof Map<?, ?> || value instanceof List<?> ? value : value.toString());
            }
        });
        return texts;
    }

    private static void check(Section app, Provider provider, Map<String, Object> given) {
        var known = provider.settings();
        given.keySet().stream()
                .filter(key ->
                        known.stream().noneMatch(setting -> setting.name().equals(key)))
                .forEach(key -> app.mistake(
                        "provider_config",
                        ERROR,
                        "You specified config key %s, but it isn't recognized for the provider %s."
                                .formatted(key, provider.name())));
        known.forEach(setting -> check(app, provider, setting, given.get(setting.name())));
    }

    /** Adds the provider's mistakes, once everything was read. */
    void review(Section app, AppConfig config) {
        var provider = providers.get(config.provider());
        if (provider != null) {
            Review.of(provider, config).stream()
                    .filter(Remark::isMistake)
                    .forEach(remark -> app.mistake(path(app, remark.setting()), ERROR, remark.sentence()));
        }
    }

    /** The path under which a setting was given. */
    private static String path(Section app, String setting) {
        return SHORT.entrySet().stream()
                .filter(it -> it.getValue().equals(setting) && app.has(it.getKey()))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse("provider_config." + setting);
    }

    private static void check(Section app, Provider provider, Setting setting, @Nullable Object value) {
        if (value == null && setting.required()) {
            app.mistake(
                    "",
                    ERROR,
                    "Missing required option \"%s\" for provider: %s".formatted(setting.name(), provider.name()));
        } else if (value != null && !fits(setting, value)) {
            app.mistake(path(app, setting.name()), ERROR, "must be " + expected(setting));
        } else if (value instanceof String line) {
            EnvironmentVariables.objectionToLine(line)
                    .ifPresent(why -> app.mistake(path(app, setting.name()), ERROR, why));
        } else if (value instanceof Map<?, ?> variables) {
            variables.forEach((name, text) -> EnvironmentVariables.objection(name.toString(), text.toString())
                    .ifPresent(why -> app.mistake(path(app, setting.name()) + "." + name, ERROR, why)));
        }
    }

    private static boolean fits(Setting setting, Object value) {
        return switch (setting.kind()) {
            case TEXT -> value instanceof String text && !text.isBlank();
            case SECONDS ->
                value instanceof Number number
                        && number.doubleValue() > 0
                        && number.doubleValue() <= Durations.LARGEST_SECONDS;
            case FLAG -> value instanceof Boolean;
            case TEXT_BY_NAME ->
                value instanceof Map<?, ?> map
                        && map.entrySet().stream()
                                .allMatch(it -> AppReader.isVariable(String.valueOf(it.getKey()))
                                        && it.getValue() instanceof String);
        };
    }

    private static String expected(Setting setting) {
        return switch (setting.kind()) {
            case TEXT -> "text that is not empty";
            case SECONDS -> "a number of seconds above zero and up to %.0f".formatted(Durations.LARGEST_SECONDS);
            case FLAG -> "true or false";
            case TEXT_BY_NAME -> "an object of variables: names of letters, digits and _, values of text";
        };
    }
}

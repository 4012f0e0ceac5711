package dev.waybill.api;

import dev.waybill.apps.AppConfig;
import dev.waybill.apps.AppConfig.EnvironmentConfig;
import dev.waybill.apps.AppConfig.PluginConfig;
import dev.waybill.apps.Apps;
import dev.waybill.errors.Invalid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of an app from a request; those that are absent stay as they are. */
final class AppFields {
    private AppFields() {}

    /** @param head the default ref that was shown where none is configured */
    static Apps.Draft apply(Input input, Apps.Draft draft, String head) {
        var old = draft.config();
        var name = or(input.textOrNull("name"), draft.name());
        var config = new AppConfig(
                or(input.textOrNull("repository"), old.repository()),
                or(input.textOrNull("provider"), old.provider()),
                or(input.object("provider_config", "providerConfig"), old.providerConfig()),
                environments(input.object("environments"), old.environments(), head),
                plugins("check", input.list("checks"), old.checks()),
                plugins("notifier", input.list("notifiers"), old.notifiers()),
                or(input.textOrNull("via"), old.via()));
        input.check();
        return new Apps.Draft(name, config);
    }

    private static <T extends @Nullable Object> T or(@Nullable T given, T old) {
        return given == null ? old : given;
    }

    /** What is shown for an app that configured nothing is not taken for a setting when it comes back. */
    private static Map<String, EnvironmentConfig> environments(
            @Nullable Map<String, Object> given, Map<String, EnvironmentConfig> old, String head) {
        if (given == null) {
            return old;
        }
        var environments = new LinkedHashMap<String, EnvironmentConfig>();
        given.forEach((name, value) -> environments.put(name, environment(name, value)));
        var unset = new EnvironmentConfig(null);
        environments.replaceAll((name, environment) -> head.equals(environment.defaultRef())
                        && old.getOrDefault(name, unset).defaultRef() == null
                ? unset
                : environment);
        return old.isEmpty() && environments.equals(Map.of(AppConfig.PRODUCTION, unset)) ? old : environments;
    }

    private static EnvironmentConfig environment(String name, Object value) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw invalidEnvironment(name);
        }
        var ref = fields.containsKey("defaultRef") ? fields.get("defaultRef") : fields.get("default_ref");
        return switch (ref) {
            case null -> new EnvironmentConfig(null);
            case String text -> new EnvironmentConfig(text.isEmpty() ? null : text);
            default -> throw invalidEnvironment(name);
        };
    }

    private static Invalid invalidEnvironment(String name) {
        return new Invalid(
                "invalid_environment",
                "Invalid data type for environment \"%s\"; write {\"defaultRef\": \"master\"}".formatted(name));
    }

    private static List<PluginConfig> plugins(String word, @Nullable List<Object> given, List<PluginConfig> old) {
        return given == null
                ? old
                : given.stream().map(item -> plugin(word, item)).toList();
    }

    private static PluginConfig plugin(String word, Object item) {
        if (item instanceof Map<?, ?> fields && fields.get("type") instanceof String type) {
            var config = new LinkedHashMap<String, Object>();
            if (fields.get("config") instanceof Map<?, ?> given) {
                given.forEach((name, value) -> config.put(String.valueOf(name), value));
            }
            return new PluginConfig(type, config);
        }
        throw new Invalid(
                "invalid_" + word,
                "A %s needs a type and a config: {\"type\": \"…\", \"config\": {…}}".formatted(word));
    }
}

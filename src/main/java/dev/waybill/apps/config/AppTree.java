package dev.waybill.apps.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The inverse of {@link AppReader}: the configuration of an app as a tree, without unset values. */
public final class AppTree {
    /** The top-level keys that a request can give. */
    public static final List<String> KEYS = List.of(
            "repository",
            "provider",
            "provider_config",
            "via",
            "forge",
            "default_environment",
            "environments",
            "parameters",
            "variables",
            "secrets",
            "pass_environment",
            "grace",
            "run_as",
            "pool",
            "ssh_key",
            "credentials",
            "submodules",
            "cache",
            "artifacts",
            "artifacts_limit",
            "checks",
            "notifiers",
            "paths",
            "mark",
            "change_labels",
            "workspace",
            "keep_failed");

    private AppTree() {}

    public static Map<String, Object> of(AppConfig config) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("repository", config.repository());
        tree.put("provider", config.provider());
        tree.put("provider_config", config.providerConfig());
        put(tree, "via", config.via());
        put(tree, "forge", config.forge());
        put(tree, "default_environment", config.defaultEnvironment());
        put(tree, "environments", mapped(config.environments(), AppTree::of));
        put(tree, "parameters", mapped(config.parameters(), AppTree::of));
        put(tree, "variables", config.commands().variables());
        put(tree, "secrets", secrets(config.commands().secrets()));
        put(tree, "pass_environment", config.commands().passEnvironment());
        put(tree, "grace", config.commands().grace());
        put(tree, "run_as", config.commands().runAs());
        put(tree, "pool", config.commands().pool());
        var access = config.access();
        put(tree, "ssh_key", access.sshKey() == null ? null : access.sshKey().shown());
        put(tree, "credentials", credentials(access));
        put(tree, "submodules", access.submodules());
        put(tree, "cache", config.kept().cache());
        put(tree, "artifacts", config.kept().artifacts());
        put(tree, "artifacts_limit", config.kept().artifactsLimit());
        put(tree, "checks", plugins(config.checks()));
        put(tree, "notifiers", plugins(config.notifiers()));
        put(tree, "paths", config.changes().paths());
        put(tree, "mark", config.changes().mark());
        put(tree, "change_labels", config.changes().labels());
        put(tree, "workspace", config.workspace().word());
        put(tree, "keep_failed", config.workspace().number());
        return tree;
    }

    /** An environment, without unset values. */
    public static Map<String, Object> of(AppConfig.EnvironmentConfig environment) {
        var tree = new LinkedHashMap<String, Object>();
        put(tree, "default_ref", environment.defaultRef());
        put(tree, "variables", environment.variables());
        put(tree, "secrets", secrets(environment.secrets()));
        put(tree, "pool", environment.pool());
        put(tree, "provider_config", environment.providerConfig());
        put(tree, "auto", environment.auto() == null ? null : of(environment.auto()));
        return tree;
    }

    private static Map<String, Object> of(AutoConfig auto) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("on", auto.on().word());
        put(tree, "ref", auto.ref());
        put(tree, "of", auto.of());
        put(tree, "soak", auto.soak());
        put(tree, "tags", auto.tags());
        put(tree, "cron", auto.cron());
        put(tree, "zone", auto.zone());
        var limits = auto.limits();
        put(tree, "paths", limits.paths());
        put(tree, "max_commits", limits.maxCommits());
        put(tree, "min_interval", limits.minInterval());
        put(tree, "max_wait", limits.maxWait());
        put(tree, "checks", limits.isGreen() ? "green" : null);
        return tree;
    }

    private static Map<String, Object> of(ParameterConfig parameter) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("type", parameter.type().word());
        put(tree, "required", parameter.required() ? Boolean.TRUE : null);
        put(tree, "default", parameter.preset());
        put(tree, "choices", parameter.choices());
        put(tree, "description", parameter.description());
        return tree;
    }

    private static @Nullable Map<String, Object> credentials(AppConfig.RepositoryAccess access) {
        return access.username() == null || access.password() == null
                ? null
                : Map.of(
                        "username",
                        access.username(),
                        "password",
                        access.password().shown());
    }

    private static Map<String, Object> secrets(Map<String, SecretReference> secrets) {
        return mapped(secrets, secret -> Map.copyOf(secret.shown()));
    }

    private static List<Map<String, Object>> plugins(List<AppConfig.PluginConfig> plugins) {
        return plugins.stream()
                .map(plugin -> Map.<String, Object>of("type", plugin.type(), "config", plugin.config()))
                .toList();
    }

    private static <T> Map<String, Object> mapped(Map<String, T> map, Function<T, Map<String, Object>> each) {
        var mapped = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> mapped.put(name, each.apply(value)));
        return mapped;
    }

    private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
        var isEmpty = value == null
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
        if (!isEmpty && value != null) {
            tree.put(key, value);
        }
    }
}

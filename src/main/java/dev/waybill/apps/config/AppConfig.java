package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Likeness;
import dev.waybill.vcs.RepositoryUrl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of an app's configuration. Stored as JSON under these names.
 *
 * @param provider how the app is deployed, such as {@code shell}
 * @param providerConfig that provider's settings, as given
 * @param via the integration with the repository's host; null for none
 * @param defaultEnvironment the environment of a deploy that names none; null for production
 * @param environments by name; empty accepts any well-formed name
 * @param parameters that a request can give, by name; empty accepts any
 * @param changes missing in configurations stored by versions that did not know it
 * @param workspace missing in the same way
 * @param forge settings of the repository's code host, whose kind is {@code via}; missing in the same way
 * @param kept which files of deploys are kept; missing in the same way
 */
public record AppConfig(
        String repository,
        String provider,
        Map<String, Object> providerConfig,
        @Nullable String via,
        @Nullable String defaultEnvironment,
        Map<String, EnvironmentConfig> environments,
        Map<String, ParameterConfig> parameters,
        CommandConfig commands,
        RepositoryAccess access,
        List<PluginConfig> checks,
        List<PluginConfig> notifiers,
        ChangeConfig changes,
        WorkspaceConfig workspace,
        Map<String, Object> forge,
        KeptConfig kept) {
    /** The environment of an app that lists none. */
    public static final String PRODUCTION = "production";

    public AppConfig {
        providerConfig = Collections.unmodifiableMap(new LinkedHashMap<>(providerConfig));
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        checks = List.copyOf(checks);
        notifiers = List.copyOf(notifiers);
        changes = Objects.requireNonNullElse(changes, ChangeConfig.NONE);
        workspace = Objects.requireNonNullElse(workspace, WorkspaceConfig.NONE);
        forge = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNullElse(forge, Map.of())));
        kept = Objects.requireNonNullElse(kept, KeptConfig.NONE);
    }

    /**
     * One environment.
     *
     * @param defaultRef the ref to deploy if a request names none; null for the remote's HEAD branch
     * @param variables override the app's
     * @param secrets override the app's
     * @param pool overrides the app's; null for the app's
     * @param auto what is deployed automatically; null for nothing
     * @param providerConfig settings of the provider that override the app's; missing in configurations stored by versions that
     *     did not know it
     */
    public record EnvironmentConfig(
            @Nullable String defaultRef,
            Map<String, String> variables,
            Map<String, SecretReference> secrets,
            @Nullable String pool,
            @Nullable AutoConfig auto,
            Map<String, Object> providerConfig) {
        public EnvironmentConfig {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
            providerConfig = Collections.unmodifiableMap(
                    new LinkedHashMap<>(Objects.requireNonNullElse(providerConfig, Map.of())));
        }

        /** An environment that only has a name, and perhaps a default ref. */
        public static EnvironmentConfig of(@Nullable String defaultRef) {
            return new EnvironmentConfig(defaultRef, Map.of(), Map.of(), null, null, Map.of());
        }

        /** The environment whose successful deploys come here by themselves; empty for none. */
        public Optional<String> source() {
            return Optional.ofNullable(auto)
                    .filter(it -> it.on() == AutoConfig.On.SUCCESS)
                    .map(AutoConfig::of);
        }

        EnvironmentConfig withDefaultRef(@Nullable String ref) {
            return new EnvironmentConfig(ref, variables, secrets, pool, auto, providerConfig);
        }
    }

    /**
     * Settings of all commands of the app.
     *
     * @param passEnvironment names of the server's variables to pass on
     * @param grace seconds between SIGTERM and SIGKILL; null for the default
     * @param runAs the system user that runs the commands; null for the server's own
     * @param pool the pool whose limit applies; null for none
     */
    public record CommandConfig(
            Map<String, String> variables,
            Map<String, SecretReference> secrets,
            List<String> passEnvironment,
            @Nullable Double grace,
            @Nullable String runAs,
            @Nullable String pool) {
        public CommandConfig {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
            passEnvironment = List.copyOf(passEnvironment);
        }
    }

    /**
     * Credentials for the repository; null values leave it to git's configuration.
     *
     * @param username for https; null for git's own way
     * @param submodules which submodules are checked out: false, true or recursive; null if not configured
     */
    public record RepositoryAccess(
            @Nullable SecretReference sshKey,
            @Nullable String username,
            @Nullable SecretReference password,
            @Nullable String submodules) {}

    /** A check or a notifier, as given. */
    public record PluginConfig(String type, Map<String, Object> config) {
        public PluginConfig {
            config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        }
    }

    public RepositoryUrl repositoryUrl() {
        return new RepositoryUrl(repository);
    }

    /** The environments to show: those listed, or production if none is. */
    public Map<String, EnvironmentConfig> shownEnvironments() {
        return environments.isEmpty() ? Map.of(PRODUCTION, EnvironmentConfig.of(null)) : environments;
    }

    /** The configuration of an environment; empty if it is not listed. */
    public EnvironmentConfig environment(String name) {
        return environments.getOrDefault(name, EnvironmentConfig.of(null));
    }

    /** The settings of the provider in an environment. */
    public Map<String, Object> providerConfig(String environment) {
        var settings = new LinkedHashMap<>(providerConfig);
        settings.putAll(environment(environment).providerConfig());
        return settings;
    }

    /** The pool of an environment; empty if there is none. */
    public Optional<String> pool(String environment) {
        var own = environment(environment).pool();
        return Optional.ofNullable(own == null ? commands.pool() : own);
    }

    /** The secrets of an environment, by the variable in which commands get the value. */
    public Map<String, SecretReference> secrets(String environment) {
        var references = new LinkedHashMap<>(commands.secrets());
        references.putAll(environment(environment).secrets());
        return references;
    }

    /** All references to secrets of the server, by their paths. */
    public Map<String, SecretReference> named() {
        var named = new LinkedHashMap<String, SecretReference>();
        commands.secrets().forEach((name, secret) -> named.put("secrets." + name, secret));
        environments.forEach((environment, its) -> its.secrets()
                .forEach((name, secret) ->
                        named.put("environments.%s.secrets.%s".formatted(environment, name), secret)));
        if (access.sshKey() != null) {
            named.put("ssh_key", access.sshKey());
        }
        if (access.password() != null) {
            named.put("credentials.password", access.password());
        }
        forge.forEach((name, value) ->
                SecretReference.in(value).ifPresent(secret -> named.put("%s.%s".formatted(via, name), secret)));
        named.putAll(SecretReference.within("provider_config", providerConfig));
        environments.forEach((environment, its) -> named.putAll(SecretReference.within(
                "environments.%s.provider_config".formatted(environment), its.providerConfig())));
        named.putAll(ofPlugins("checks", checks));
        named.putAll(ofPlugins("notifiers", notifiers));
        return named;
    }

    static Map<String, SecretReference> ofPlugins(String key, List<PluginConfig> plugins) {
        var named = new LinkedHashMap<String, SecretReference>();
        for (var index = 0; index < plugins.size(); index++) {
            named.putAll(SecretReference.within(
                    "%s.%d.config".formatted(key, index), plugins.get(index).config()));
        }
        return named;
    }

    Set<String> pools() {
        return Stream.concat(
                        Stream.ofNullable(commands.pool()),
                        environments.values().stream().flatMap(it -> Stream.ofNullable(it.pool())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Why an environment is not accepted, as a sentence with a suggestion; empty if it is. */
    public Optional<String> objectionToEnvironment(String app, String name) {
        if (AppReader.isName(name)
                && (environments.isEmpty() || environments.containsKey(name) || name.equals(PRODUCTION))) {
            return Optional.empty();
        }
        var known = new TreeSet<>(environments.keySet());
        known.add(PRODUCTION);
        var shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return Optional.of("%s has no environment \"%s\"; %s"
                .formatted(app, shown, Likeness.suggestion(name, known, "did you mean %s?", "it has %s")));
    }

    /**
     * Without values that were only displayed: a default ref that was not configured, and production for an app that lists no
     * environments.
     *
     * @param old the configuration that was displayed
     * @param head what was displayed as the default ref if none is configured
     */
    public AppConfig withoutShown(AppConfig old, String head) {
        var given = new LinkedHashMap<>(environments);
        given.replaceAll((name, environment) ->
                (head.equals(environment.defaultRef()) || "HEAD".equals(environment.defaultRef()))
                                && old.environment(name).defaultRef() == null
                        ? environment.withDefaultRef(null)
                        : environment);
        var isOnlyShown = old.environments.isEmpty() && given.equals(Map.of(PRODUCTION, EnvironmentConfig.of(null)));
        return new AppConfig(
                repository,
                provider,
                providerConfig,
                via,
                defaultEnvironment,
                isOnlyShown ? Map.of() : given,
                parameters,
                commands,
                access,
                checks,
                notifiers,
                changes,
                workspace,
                forge,
                kept);
    }

    /** Whether checks may hold its deploys. The integration with a code host brings some along. */
    public boolean hasChecks() {
        return !checks.isEmpty() || via != null && !via.equals("git");
    }
}

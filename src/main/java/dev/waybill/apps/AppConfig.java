package dev.waybill.apps;

import dev.waybill.vcs.RepositoryUrl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an app, one version of it. Kept as JSON under these names.
 *
 * @param provider how it goes, such as {@code shell}
 * @param providerConfig that provider's settings, as given
 * @param environments by name; empty accepts any well-formed name
 * @param via the integration with the repository's host; null for none
 */
public record AppConfig(
        String repository,
        String provider,
        Map<String, Object> providerConfig,
        Map<String, EnvironmentConfig> environments,
        List<PluginConfig> checks,
        List<PluginConfig> notifiers,
        @Nullable String via) {
    /** What an environment is when nothing is configured. */
    public static final String PRODUCTION = "production";

    public AppConfig {
        providerConfig = Collections.unmodifiableMap(new LinkedHashMap<>(providerConfig));
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        checks = List.copyOf(checks);
        notifiers = List.copyOf(notifiers);
    }

    /** @param defaultRef what is deployed when nobody says; null for the remote's HEAD branch */
    public record EnvironmentConfig(@Nullable String defaultRef) {}

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
        return environments.isEmpty() ? Map.of(PRODUCTION, new EnvironmentConfig(null)) : environments;
    }

    /** What is accepted in configuration and does nothing yet, each as a sentence. */
    public List<String> notBuiltYet() {
        var integration = via == null || via.equals("git")
                ? Stream.<String>empty()
                : Stream.of("via %s: its checks are not looked at yet".formatted(via));
        var ofChecks = checks.stream().map(check -> "check %s: not looked at yet".formatted(check.type()));
        var ofNotifiers = notifiers.stream().map(notifier -> "notifier %s: not told yet".formatted(notifier.type()));
        return Stream.of(integration, ofChecks, ofNotifiers)
                .flatMap(it -> it)
                .distinct()
                .toList();
    }
}

package dev.waybill.apps.config;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.Plugin;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plug-ins that a configuration can name. Immutable. */
public final class Plugins {
    /** The provider of an app whose configuration names none. */
    static final String DEFAULT_PROVIDER = "shell";

    private static final String NO_PROVIDER =
            "this server has no provider \"%s\"; if it is a plug-in that was not loaded, the server's log says why";

    private final Family<Provider> providers;
    private final Family<Check> checks;
    private final Family<Notifier> notifiers;
    private final Family<Plugin> codeHosts;

    /** @param codeHosts the kinds of code hosts; each has the word of {@code via} as its name */
    public Plugins(
            Collection<Provider> providers,
            Collection<Check> checks,
            Collection<Notifier> notifiers,
            Collection<? extends Plugin> codeHosts) {
        this.providers = Family.of("provider", providers);
        this.checks = Family.of("check", checks);
        this.notifiers = Family.of("notifier", notifiers);
        this.codeHosts = Family.of("code host", codeHosts);
    }

    Family<Provider> providers() {
        return providers;
    }

    Family<Check> checks() {
        return checks;
    }

    Family<Notifier> notifiers() {
        return notifiers;
    }

    Family<Plugin> codeHosts() {
        return codeHosts;
    }

    /** The settings of an app's provider, in display order. */
    public List<Setting> providerSettings(AppConfig config) {
        return providerSettings(config.provider());
    }

    /** The settings of a provider, in display order; none if it is unknown. */
    public List<Setting> providerSettings(String provider) {
        var known = providers.find(provider);
        return known == null ? List.of() : known.settings();
    }

    /** The words for providers, in alphabetical order. */
    public List<String> providerNames() {
        return providers.byName().keySet().stream().sorted().toList();
    }

    /** The words for the kinds of code hosts, in alphabetical order. */
    public List<String> codeHostNames() {
        return codeHosts.byName().keySet().stream().sorted().toList();
    }

    /**
     * The paths of a provider's settings.
     *
     * @param provider if it is unknown, those of all providers
     */
    public SettingPaths paths(String provider) {
        var known = providers.find(provider);
        return new SettingPaths(known == null ? providers.byName().values() : List.of(known));
    }

    /** Sentences about a valid configuration that probably does not do what was intended. */
    public List<String> warnings(AppConfig config) {
        var environments = config.shownEnvironments().keySet();
        var ofProvider = environments.stream()
                .map(config::providerConfig)
                .distinct()
                .flatMap(settings -> remarks(providers.find(config.provider()), settings, config));
        var ofChecks =
                config.checks().stream().flatMap(check -> remarks(checks.find(check.type()), check.config(), config));
        var ofNotifiers = config.notifiers().stream()
                .flatMap(notifier -> remarks(notifiers.find(notifier.type()), notifier.config(), config));
        var ofCodeHost = remarks(codeHosts.find(String.valueOf(config.via())), config.forge(), config);
        var sentences = Stream.of(ofProvider, ofChecks, ofNotifiers, ofCodeHost)
                .flatMap(it -> it)
                .filter(remark -> !remark.isMistake())
                .map(Remark::sentence);
        var name = config.provider();
        var missing = providers.find(name) == null ? Stream.of(NO_PROVIDER.formatted(name)) : Stream.<String>empty();
        return Stream.concat(missing, sentences).distinct().toList();
    }

    /** The same about the notifiers of the server. */
    public List<String> warnings(ServerSettings server) {
        return server.notifiers().stream()
                .flatMap(notifier -> Stream.ofNullable(notifiers.find(notifier.type()))
                        .flatMap(kind -> kind.review(new AppInfo(notifier.config(), false, Set.of())).stream()))
                .filter(remark -> !remark.isMistake())
                .map(Remark::sentence)
                .distinct()
                .toList();
    }

    private static Stream<Remark> remarks(@Nullable Plugin plugin, Map<String, Object> settings, AppConfig config) {
        return plugin == null ? Stream.empty() : Review.of(plugin, settings, config).stream();
    }
}

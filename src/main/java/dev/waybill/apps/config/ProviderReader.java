package dev.waybill.apps.config;

import dev.waybill.spi.Provider;
import dev.waybill.spi.Remark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the provider of an app and its settings: as {@code provider_config}, or in the provider's short form. */
final class ProviderReader {
    private static final String CONFIG = "provider_config";

    private final Section app;
    private final Family<Provider> providers;
    private final String name;
    private final SettingPaths paths;
    private final boolean isMissingAllowed;

    /**
     * @param app has its provider read already
     * @param isMissingAllowed whether there may be no provider of this name
     */
    ProviderReader(Section app, Plugins plugins, String name, boolean isMissingAllowed) {
        this.app = app;
        this.providers = plugins.providers();
        this.name = name;
        this.paths = plugins.paths(name);
        this.isMissingAllowed = isMissingAllowed;
    }

    Map<String, Object> read() {
        var settings = new LinkedHashMap<>(app.map(CONFIG, providers.errorName(), "an object"));
        addShort(settings);
        var provider = providers.find(name);
        if (provider == null) {
            providers
                    .objection(name)
                    .filter(_ -> !isMissingAllowed)
                    .ifPresent(why -> app.mistake("provider", providers.errorName(), why));
            return settings;
        }
        var reader = new SettingsReader(providers.word(), provider, this::mistake);
        var typed = reader.typed(reader.renamed(settings));
        reader.check(typed);
        return typed;
    }

    /** The settings with which an environment overrides the app's. */
    Map<String, Object> readOverrides(Section environment) {
        var settings = environment.map(CONFIG, providers.errorName(), "an object");
        var provider = providers.find(name);
        if (provider == null || settings.isEmpty()) {
            return settings;
        }
        var reader = new SettingsReader(
                providers.word(),
                provider,
                (setting, sentence) -> environment.mistake(CONFIG + "." + setting, providers.errorName(), sentence));
        var typed = reader.typed(reader.renamed(settings));
        reader.checkOverrides(typed);
        return typed;
    }

    private void addShort(Map<String, Object> settings) {
        paths.inShort().forEach((key, setting) -> {
            var value = app.value(key);
            if (value == null) {
                return;
            }
            var isGivenTwice =
                    settings.containsKey(setting.name()) || settings.containsKey(Section.camelCase(setting.name()));
            settings.put(setting.name(), value);
            if (isGivenTwice) {
                app.mistake(key, providers.errorName(), "is also in provider_config; give it once");
            }
        });
    }

    private void mistake(String setting, String sentence) {
        app.mistake(setting.isEmpty() ? "" : path(setting), providers.errorName(), sentence);
    }

    /** The path under which a setting, or a part of one, was given. */
    private String path(String setting) {
        var end = setting.indexOf('.') < 0 ? setting.length() : setting.indexOf('.');
        return paths.inShort().entrySet().stream()
                .filter(it -> it.getValue().name().equals(setting.substring(0, end)) && app.has(it.getKey()))
                .findFirst()
                .map(it -> it.getKey() + setting.substring(end))
                .orElse(CONFIG + "." + setting);
    }

    /** Adds the provider's mistakes, once everything was read. */
    void review(AppConfig config) {
        var provider = providers.find(name);
        if (provider == null) {
            return;
        }
        var ofApp = mistakes(provider, config.providerConfig(), config);
        ofApp.forEach(remark -> mistake(remark.setting(), remark.sentence()));
        config.environments().forEach((environment, it) -> {
            if (!it.providerConfig().isEmpty()) {
                mistakes(provider, config.providerConfig(environment), config).stream()
                        .filter(remark -> !ofApp.contains(remark))
                        .forEach(remark -> app.mistake(
                                "environments.%s.%s.%s".formatted(environment, CONFIG, remark.setting()),
                                providers.errorName(),
                                remark.sentence()));
            }
        });
    }

    private static List<Remark> mistakes(Provider provider, Map<String, Object> settings, AppConfig config) {
        return Review.of(provider, settings, config).stream()
                .filter(Remark::isMistake)
                .toList();
    }
}

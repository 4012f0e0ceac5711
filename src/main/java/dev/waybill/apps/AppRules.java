package dev.waybill.apps;

import dev.waybill.errors.Invalid;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Setting;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.RepositoryUrl;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold of an app before it is saved, by whatever way it came. */
final class AppRules {
    /** Names of apps and environments: they stand in paths, variables and chat as they are. */
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final Map<String, Provider> providers;

    AppRules(Map<String, Provider> providers) {
        this.providers = Map.copyOf(providers);
    }

    /** @throws Invalid with the first mistake */
    void check(String name, AppConfig config) {
        if (!NAME.matcher(name).matches() || App.RESERVED.contains(name)) {
            throw Invalid.fields(
                    Map.of("name", "\"%s\" cannot be the name of an app; %s".formatted(shortened(name), NAME_RULE)));
        }
        RepositoryUrl.objection(config.repository()).ifPresent(why -> {
            throw Invalid.fields(Map.of("repository", why));
        });
        checkProvider(config);
        config.environments().forEach(AppRules::checkEnvironment);
        config.checks().forEach(check -> refuse("invalid_check", KnownPlugins.CHECKS.objection(check)));
        config.notifiers().forEach(notifier -> refuse("invalid_notifier", KnownPlugins.NOTIFIERS.objection(notifier)));
    }

    private static final String NAME_RULE =
            "use up to 63 of a-z, 0-9, dot, dash and underscore, beginning with a letter or digit, and no word of the API's paths";

    private void checkProvider(AppConfig config) {
        var provider = providers.get(config.provider());
        if (provider == null) {
            throw new Invalid(
                    "invalid_provider",
                    "Invalid provider: %s; known are %s"
                            .formatted(config.provider(), String.join(", ", new TreeSet<>(providers.keySet()))));
        }
        checkSettings(provider, config.providerConfig());
    }

    private static void checkSettings(Provider provider, Map<String, Object> given) {
        var known = provider.settings();
        given.keySet().stream()
                .filter(key ->
                        known.stream().noneMatch(setting -> setting.name().equals(key)))
                .findFirst()
                .ifPresent(key -> refuse(
                        "invalid_provider",
                        Optional.of("You specified config key %s, but it isn't recognized for the provider %s."
                                .formatted(key, provider.name()))));
        for (var setting : known) {
            refuse("invalid_provider", objection(provider, setting, given.get(setting.name())));
        }
    }

    private static Optional<String> objection(Provider provider, Setting setting, @Nullable Object value) {
        if (value == null) {
            return setting.required()
                    ? Optional.of("Missing required option \"%s\" for provider: %s"
                            .formatted(setting.name(), provider.name()))
                    : Optional.empty();
        }
        return switch (setting.kind()) {
            case TEXT ->
                value instanceof String text && !text.isBlank()
                        ? Optional.empty()
                        : wrong(setting, "text that is not empty");
            case SECONDS ->
                value instanceof Number number && number.doubleValue() > 0
                        ? Optional.empty()
                        : wrong(setting, "a number of seconds above zero");
            case TEXT_BY_NAME ->
                value instanceof Map<?, ?> map
                                && map.entrySet().stream()
                                        .allMatch(it -> isVariable(it.getKey()) && isPlain(it.getValue()))
                        ? Optional.empty()
                        : wrong(setting, "an object of variables: names of letters, digits and _, values of text");
        };
    }

    private static boolean isVariable(Object name) {
        return name instanceof String text && text.matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String text && !text.contains("\0")
                || value instanceof Number
                || value instanceof Boolean;
    }

    private static Optional<String> wrong(Setting setting, String expected) {
        return Optional.of("provider_config.%s must be %s".formatted(setting.name(), expected));
    }

    private static void checkEnvironment(String name, AppConfig.EnvironmentConfig environment) {
        if (!NAME.matcher(name).matches()) {
            throw new Invalid(
                    "invalid_environment",
                    "\"%s\" cannot be the name of an environment; %s".formatted(shortened(name), NAME_RULE));
        }
        if (environment.defaultRef() != null) {
            refuse(
                    "invalid_environment",
                    Ref.objection(environment.defaultRef()).map(why -> "default ref of %s: %s".formatted(name, why)));
        }
    }

    /** @throws Invalid with a suggestion, unless the app accepts the environment */
    static void checkAccepts(App app, String environment) {
        var listed = app.config().environments().keySet();
        if (NAME.matcher(environment).matches()
                && (listed.isEmpty() || listed.contains(environment) || environment.equals(AppConfig.PRODUCTION))) {
            return;
        }
        var known = new TreeSet<>(listed);
        known.add(AppConfig.PRODUCTION);
        throw new Invalid(
                "invalid_environment",
                "%s has no environment \"%s\"; %s"
                        .formatted(app.name(), shortened(environment), suggestion(environment, known)));
    }

    private static String suggestion(String given, Collection<String> known) {
        return known.stream()
                .filter(name -> Likeness.distance(given, name) <= 2)
                .findFirst()
                .map("did you mean %s?"::formatted)
                .orElseGet(() -> "it has " + String.join(", ", known));
    }

    private static void refuse(String errorName, Optional<String> objection) {
        objection.ifPresent(why -> {
            throw new Invalid(errorName, why);
        });
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}

package dev.waybill.apps;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.SecretReference;
import dev.waybill.errors.Invalid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * References of an app to files, variables and users of the server. Only tokens with the permission {@code admin} can add them;
 * with {@code configure} alone they can only be kept unchanged (docs/decisions/0028).
 */
public final class ServerReferences {
    private final ServerFiles files;

    public ServerReferences(ServerFiles files) {
        this.files = files;
    }

    /**
     * @param before null for a new app
     * @throws Invalid if no app can use this
     * @throws dev.waybill.errors.Forbidden if the caller lacks the permission
     */
    public void check(Caller caller, @Nullable AppConfig before, AppConfig after) {
        var old = before == null ? Map.<String, Object>of() : named(before);
        var changed = new LinkedHashMap<>(named(after));
        changed.entrySet().removeIf(entry -> entry.getValue().equals(old.get(entry.getKey())));
        var runsAs = before == null ? null : before.commands().runAs();
        var isOfUser = !Objects.equals(runsAs, after.commands().runAs());
        requireRight(caller, changed, isOfUser);
        var mistakes = new LinkedHashMap<String, String>();
        changed.forEach((path, value) -> objection(value).ifPresent(why -> mistakes.put(path, why)));
        if (before == null || !before.repository().equals(after.repository())) {
            files.objection(after.repositoryUrl()).ifPresent(why -> mistakes.put("repository", why));
        }
        if (!mistakes.isEmpty()) {
            throw Invalid.fields(mistakes);
        }
    }

    /** Comes first, because later messages list directories of the server. */
    private static void requireRight(Caller caller, Map<String, Object> changed, boolean isOfUser) {
        if ((!changed.isEmpty() || isOfUser) && !caller.may(Right.ADMIN, Place.EVERYWHERE)) {
            caller.require(
                    Right.ADMIN,
                    new Place(
                            "references to the server (%s)"
                                    .formatted(
                                            changed.isEmpty()
                                                    ? "run_as"
                                                    : changed.keySet()
                                                            .iterator()
                                                            .next()),
                            null,
                            null,
                            null));
        }
    }

    private Optional<String> objection(Object value) {
        return switch (value) {
            case SecretReference secret -> files.objectionToRequest(secret);
            case Use use -> files.objectionToRequest(use.secret());
            case Passed passed -> ServerFiles.objectionToVariable(passed.variable());
            default -> Optional.empty();
        };
    }

    /** A secret and its use: it must not be sent anywhere else. */
    private record Use(
            SecretReference secret, String place, @Nullable String username) {}

    /** A check, notifier or provider, and where the app's code host is, to which it may send its secrets. */
    private record Sent(
            AppConfig.PluginConfig plugin, @Nullable Object apiRoot) {}

    /** A variable of the server that is passed to commands. */
    private record Passed(String variable) {}

    /** All references of a configuration to the server, by path. */
    private static Map<String, Object> named(AppConfig config) {
        var named = new LinkedHashMap<String, Object>(config.named());
        named.keySet()
                .removeIf(
                        path -> path.matches(
                                "(checks|notifiers|provider_config)\\..*|environments\\..*\\.provider_config\\..*")); // added below
        named.computeIfPresent("ssh_key", (_, secret) -> use(secret, config, null));
        named.computeIfPresent(
                "credentials.password",
                (_, secret) -> use(secret, config, config.access().username()));
        config.commands().passEnvironment().forEach(name -> named.put("pass_environment." + name, new Passed(name)));
        var apiRoot = config.forge().get("api_root");
        named.replaceAll((path, secret) -> path.startsWith(config.via() + ".")
                ? new Use((SecretReference) secret, String.valueOf(apiRoot), config.via())
                : secret);
        putProvider(named, config);
        config.checks().forEach(check -> put(named, "checks", new Sent(check, apiRoot)));
        config.notifiers().forEach(notifier -> put(named, "notifiers", new Sent(notifier, apiRoot)));
        return named;
    }

    private static Use use(Object secret, AppConfig config, @Nullable String username) {
        return new Use((SecretReference) secret, config.repository(), username);
    }

    /** A check or notifier with a secret counts as a whole, because its other settings say where the secret is sent. */
    private static void put(Map<String, Object> named, String key, Sent sent) {
        var plugin = sent.plugin();
        references(plugin.config()).forEach(secret -> {
            named.put("%s.%s.%s".formatted(key, plugin.type(), plugin.config().hashCode()), sent);
            named.put("%s.%s: %s".formatted(key, plugin.type(), secret), secret);
        });
    }

    /** So do the settings of the provider, in each environment. */
    private static void putProvider(Map<String, Object> named, AppConfig config) {
        put(named, "provider_config", provider(config, config.providerConfig()));
        config.environments().forEach((environment, its) -> {
            if (!its.providerConfig().isEmpty()) {
                put(
                        named,
                        "environments.%s.provider_config".formatted(environment),
                        provider(config, config.providerConfig(environment)));
            }
        });
    }

    private static Sent provider(AppConfig config, Map<String, Object> settings) {
        return new Sent(new AppConfig.PluginConfig(config.provider(), settings), null);
    }

    private static List<SecretReference> references(Object value) {
        return switch (value) {
            case Object one
            when SecretReference.in(one).isPresent() ->
                List.of(SecretReference.in(one).get());
            case Map<?, ?> map ->
                map.values().stream().flatMap(it -> references(it).stream()).toList();
            case List<?> list ->
                list.stream().flatMap(it -> references(it).stream()).toList();
            default -> List.of();
        };
    }
}

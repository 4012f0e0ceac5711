package dev.waybill.checks;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppConfig.PluginConfig;
import dev.waybill.checks.kinds.CommonSettings;
import dev.waybill.spi.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Which checks an app requires of a commit. Immutable. */
public final class Requirements {
    private final Map<String, Check> kinds;
    private final Predicate<AppConfig> hasCodeHost;

    /**
     * @param kinds of checks that are looked at; others are ignored
     * @param hasCodeHost whether the code host of an app is configured
     */
    public Requirements(Collection<Check> kinds, Predicate<AppConfig> hasCodeHost) {
        this.hasCodeHost = hasCodeHost;
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(Check::name, Function.identity()));
    }

    @Nullable
    Check kind(String type) {
        return kinds.get(type);
    }

    /**
     * The checks of an app, in the order of its configuration. The integration with a code host is one of them, even if the
     * configuration lists no check of that kind.
     *
     * @param environment to which the commit is to be deployed
     * @param ref under which it was requested
     */
    public List<Requirement> of(AppConfig config, String environment, String ref) {
        var found = new ArrayList<Requirement>();
        for (var check : listed(config)) {
            var kind = kinds.get(check.type());
            if (kind != null) {
                var position = found.size() + 1;
                found.add(new Requirement(
                        check.type(),
                        "%s:%d:%s".formatted(check.type(), position, hash(kind, check, config, environment, ref)),
                        name(check, found),
                        check.config()));
            }
        }
        return List.copyOf(found);
    }

    /** Whether the integration brings a check that the configuration does not list. */
    private boolean implies(AppConfig config, String via) {
        return kinds.containsKey(via)
                && config.checks().stream().noneMatch(check -> check.type().equals(via));
    }

    /** That nothing is read from the code host of an app, because it is not configured; empty if it is, or there is none. */
    Optional<String> ignored(AppConfig config) {
        var via = config.via();
        return via == null || !implies(config, via) || hasCodeHost.test(config)
                ? Optional.empty()
                : Optional.of(
                        "via %1$s: no credential is configured, so checks that were reported there are ignored; set %1$s.token"
                                .formatted(via));
    }

    private List<PluginConfig> listed(AppConfig config) {
        var via = config.via();
        if (via == null || !implies(config, via) || !hasCodeHost.test(config)) {
            return config.checks();
        }
        var all = new ArrayList<PluginConfig>();
        all.add(new PluginConfig(via, Map.of()));
        all.addAll(config.checks());
        return all;
    }

    private static String name(PluginConfig check, List<Requirement> before) {
        var name = check.config().get(CommonSettings.NAME) instanceof String given ? given : check.type();
        return before.stream().noneMatch(it -> it.name().equals(name))
                ? name
                : "%s #%d".formatted(name, before.size() + 1);
    }

    /** With the settings of the app's code host, which hold for checks that have none. Old clients send empty lists. */
    private static Map<String, Object> all(PluginConfig check, AppConfig app) {
        var all = new HashMap<>(app.forge());
        check.config().forEach((name, value) -> {
            if (!List.of().equals(value)) {
                all.put(name, value);
            }
        });
        return all;
    }

    private static String hash(Check kind, PluginConfig check, AppConfig app, String environment, String ref) {
        var parts = List.of(
                new TreeMap<>(check.config()),
                kind.dependsOnEnvironment(all(check, app)) ? environment : "",
                kind.dependsOnRef(check.config()) ? ref : "");
        var bytes = JsonMapper.shared().writeValueAsString(parts).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

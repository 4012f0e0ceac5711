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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Which checks an app requires of a commit. Immutable. */
public final class Requirements {
    private final Map<String, Check> kinds;

    /** @param kinds of checks that are looked at; others are ignored */
    public Requirements(Collection<Check> kinds) {
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
                        "%s:%d:%s".formatted(check.type(), position, hash(kind, check, environment, ref)),
                        name(check, found),
                        check.config()));
            }
        }
        return List.copyOf(found);
    }

    private List<PluginConfig> listed(AppConfig config) {
        var via = config.via();
        if (via == null
                || !kinds.containsKey(via)
                || config.checks().stream().anyMatch(check -> check.type().equals(via))) {
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

    private static String hash(Check kind, PluginConfig check, String environment, String ref) {
        var parts = List.of(
                new TreeMap<>(check.config()),
                kind.dependsOnEnvironment(check.config()) ? environment : "",
                kind.dependsOnRef(check.config()) ? ref : "");
        var bytes = JsonMapper.shared().writeValueAsString(parts).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.waybill.forge.config;

import dev.waybill.forge.ForgeKind;
import dev.waybill.spi.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which credentials a kind of code host accepts: the groups of its settings. */
final class Credentials {
    private Credentials() {}

    /** The names of the settings of all credentials. */
    static Set<String> names(ForgeKind kind) {
        return byGroup(kind).values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether these settings are a whole credential. */
    static boolean isWhole(ForgeKind kind, Map<String, Object> settings) {
        return byGroup(kind).containsValue(settings.keySet());
    }

    /** What to configure, such as {@code github.token, or github.app_id and github.private_key}. */
    static String wanted(ForgeKind kind) {
        return byGroup(kind).values().stream()
                .map(names -> prefixed(kind, names))
                .collect(Collectors.joining(", or "));
    }

    private static String prefixed(ForgeKind kind, Collection<String> names) {
        return names.stream().map(name -> kind.name() + "." + name).collect(Collectors.joining(" and "));
    }

    private static Map<String, Set<String>> byGroup(ForgeKind kind) {
        return kind.settings().stream()
                .filter(setting -> setting.group() != null)
                .collect(Collectors.groupingBy(
                        setting -> String.valueOf(setting.group()),
                        LinkedHashMap::new,
                        Collectors.mapping(Setting::name, Collectors.toCollection(TreeSet::new))));
    }
}

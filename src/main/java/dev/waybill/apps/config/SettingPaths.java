package dev.waybill.apps.config;

import dev.waybill.spi.Provider;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The paths of the settings of providers: in the long form below {@code provider_config}, and in the short form directly in the
 * app. Immutable.
 */
public final class SettingPaths {
    /** Variables, whose names users chose; names of environments can contain dots. */
    private static final Pattern VARIABLE = Pattern.compile("(variables|environments\\..+\\.variables)\\.[^.]+");

    private static final Pattern SETTING = Pattern.compile("provider_?[cC]onfig\\.([^.]+)(\\.[^.]+)?");
    private static final String LONG = "provider_config.";
    private static final Set<Kind> TEXTS = EnumSet.of(Kind.TEXT, Kind.COMMAND, Kind.COMMANDS);
    private static final Set<Kind> BY_NAME = EnumSet.of(Kind.TASKS, Kind.TEXT_BY_NAME, Kind.HEADERS, Kind.OBJECT);

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, Setting> inShort = new LinkedHashMap<>();

    public SettingPaths(Collection<Provider> providers) {
        for (var provider : providers) {
            for (var setting : provider.settings()) {
                settings.putIfAbsent(setting.name(), setting);
                if (setting.shortKey() != null) {
                    inShort.putIfAbsent(setting.shortKey(), setting);
                }
            }
        }
    }

    /** The settings that have a short form, by its key. */
    public Map<String, Setting> inShort() {
        return Collections.unmodifiableMap(inShort);
    }

    /** The setting of a key of the short form, in snake case or camel case; empty if it is none. */
    Optional<Setting> inShort(String key) {
        return Optional.ofNullable(inShort.get(AppEdit.snakeCase(key)));
    }

    /** Expands a path that begins with a key of the short form. */
    String longForm(String path) {
        var end = path.indexOf('.') < 0 ? path.length() : path.indexOf('.');
        return inShort(path.substring(0, end))
                .map(setting -> LONG + setting.name() + path.substring(end))
                .orElse(path);
    }

    /** Whether the value at a path is always text, even if it looks like a number or is empty: whether it is a variable. */
    public boolean isVariable(String path) {
        var full = longForm(path);
        var matcher = SETTING.matcher(full);
        return VARIABLE.matcher(full).matches()
                || matcher.matches()
                        && matcher.group(2) != null
                        && find(matcher.group(1))
                                .filter(it -> it.kind() == Kind.TEXT_BY_NAME)
                                .isPresent();
    }

    private Optional<Setting> find(String name) {
        return Optional.ofNullable(settings.get(AppEdit.snakeCase(name)));
    }

    /** The names and short keys of the settings that are text. */
    public Set<String> texts() {
        return settings.values().stream()
                .filter(setting -> TEXTS.contains(setting.kind()))
                .flatMap(setting -> Stream.concat(Stream.of(setting.name()), Stream.ofNullable(setting.shortKey())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a setting is an object whose keys are names that users choose. */
    boolean isByName(String name) {
        return find(name).filter(it -> BY_NAME.contains(it.kind())).isPresent();
    }
}

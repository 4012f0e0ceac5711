package dev.waybill.apps.config;

import dev.waybill.spi.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes single values of an app's tree, each named by its path, such as {@code provider_config.timeout} or
 * {@code environments.production.default_ref}; everything else stays. Keys can be in snake case or camel case; names that users
 * chose are literal; the short form of the provider is understood. For one thread.
 */
public final class AppEdit {
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z])[A-Z]");

    /** Objects whose keys are names that users chose. */
    private static final Set<String> CHOSEN = Set.of("variables", "secrets", "environments", "parameters", "mark");

    private static final String NO_PATH = "is not a path; write it like environments.production.default_ref";

    private final Map<String, Object> tree;
    private final Plugins plugins;

    /** @param tree made by {@link AppTree}; is modified */
    public AppEdit(Map<String, Object> tree, Plugins plugins) {
        this.tree = tree;
        this.plugins = plugins;
    }

    /** The paths of the settings of the provider that the tree names now. */
    public SettingPaths paths() {
        return plugins.paths(String.valueOf(tree.getOrDefault("provider", Plugins.DEFAULT_PROVIDER)));
    }

    static String snakeCase(String key) {
        return CAPITAL.matcher(key).replaceAll(match -> "_" + match.group().toLowerCase(Locale.ROOT));
    }

    /** Merges an object of settings: null values remove, and keys that are not given stay. */
    public void merge(String key, Map<?, ?> given) {
        tree.put(key, merged(tree.get(key), given));
    }

    /** The same for each object of a map; the map's keys become those given. */
    public void mergeEach(String key, Map<?, ?> given) {
        var old = tree.get(key) instanceof Map<?, ?> map ? map : Map.of();
        var all = new LinkedHashMap<String, @Nullable Object>();
        given.forEach((name, value) -> all.put(
                String.valueOf(name),
                value == null || value instanceof Map<?, ?>
                        ? merged(old.get(name), value == null ? Map.of() : (Map<?, ?>) value)
                        : value));
        tree.put(key, all);
    }

    /**
     * Turns a list of names into a map: existing objects are kept, in the order of the list, and missing ones are added. A list
     * with anything else is kept as it is.
     */
    public void keepEach(String key, List<?> names) {
        var given = new LinkedHashMap<String, @Nullable Object>();
        names.forEach(name -> given.put(String.valueOf(name), null));
        if (given.size() == names.size() && names.stream().allMatch(Section::isPlain)) {
            mergeEach(key, given);
        } else {
            tree.put(key, names); // the reader refuses it
        }
    }

    private static Map<String, Object> merged(@Nullable Object old, Map<?, ?> given) {
        var merged = copy(old);
        given.forEach((name, value) -> {
            var key = String.valueOf(name);
            merged.keySet().removeIf(other -> snakeCase(other).equals(snakeCase(key)));
            if (value != null) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    private static Map<String, Object> copy(@Nullable Object old) {
        var copy = new LinkedHashMap<String, Object>();
        if (old instanceof Map<?, ?> map) {
            map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        }
        return copy;
    }

    /**
     * Sets a key of the short form, which overrides the old value.
     *
     * @param given what was also given as {@code provider_config}; the reader refuses a setting that is in both
     */
    public void setShort(String key, Object value, @Nullable Object given) {
        var setting = paths().inShort(key).map(Setting::name).orElse(key);
        var isGivenTwice = given instanceof Map<?, ?> map
                && map.entrySet().stream()
                        .anyMatch(
                                it -> snakeCase(String.valueOf(it.getKey())).equals(setting) && it.getValue() != null);
        if (!isGivenTwice) {
            unset(key);
        }
        tree.put(key, value);
    }

    /**
     * Changes one value, or removes it if the new one is null. Returns why that is impossible, as the end of a sentence; empty
     * if it was done.
     */
    public Optional<String> set(String path, @Nullable Object value) {
        if (value == null) {
            return unset(path);
        }
        var full = longForm(path);
        return isPath(full) ? set(tree, full, false, value) : Optional.of(NO_PATH);
    }

    /** Expands a path that begins with a key of the short form, or with the name of the app's code host. */
    private String longForm(String path) {
        var end = path.indexOf('.') < 0 ? path.length() : path.indexOf('.');
        return isCodeHost(path.substring(0, end)) ? ForgeReader.KEY + path.substring(end) : paths().longForm(path);
    }

    private boolean isCodeHost(String key) {
        return key.equals(tree.get("via")) && plugins.codeHosts().find(key) != null;
    }

    /** The names of the kinds of code hosts, under which their settings can be given. */
    public Set<String> codeHosts() {
        return plugins.codeHosts().byName().keySet();
    }

    /**
     * Merges settings that were given under the name of a kind of code host.
     *
     * @param isAlsoLong whether settings were also given as {@code forge}; the reader refuses that
     */
    public void mergeCodeHost(String kind, Object given, boolean isAlsoLong) {
        if (given instanceof Map<?, ?> map && isCodeHost(kind) && !isAlsoLong) {
            merge(ForgeReader.KEY, map);
        } else {
            tree.put(kind, given);
        }
    }

    private static boolean isPath(String path) {
        return !path.isEmpty() && !path.startsWith(".") && !path.endsWith(".") && !path.contains("..");
    }

    private Optional<String> set(Map<String, Object> map, String path, boolean isChosen, Object value) {
        var key = key(map, path, isChosen);
        var name = isChosen ? key : snakeCase(key);
        if (path.equals(key)) {
            map.put(name, value);
            return Optional.empty();
        }
        var inner = map.get(name);
        if (inner != null && !(inner instanceof Map<?, ?>)) {
            return Optional.of("cannot be set: %s is not an object".formatted(name));
        }
        var copy = copy(inner);
        map.put(name, copy);
        return set(copy, path.substring(key.length() + 1), !isChosen && isByName(name), value);
    }

    /**
     * Removes one value. Returns why that is impossible, as the end of a sentence; empty if it was done, or a top-level key was
     * not set.
     */
    public Optional<String> unset(String path) {
        var top = snakeCase(path);
        var full = longForm(path);
        if (!isPath(full)) {
            return Optional.of(NO_PATH);
        }
        if (top.equals("via")) {
            tree.remove(ForgeReader.KEY);
        }
        if (unset(tree, full, false) || AppTree.KEYS.contains(top) || !full.equals(path) && path.indexOf('.') < 0) {
            return Optional.empty();
        }
        return Optional.of("is not set");
    }

    private boolean unset(Map<String, Object> map, String path, boolean isChosen) {
        var key = key(map, path, isChosen);
        var name = isChosen ? key : snakeCase(key);
        if (path.equals(key)) {
            return map.remove(name) != null;
        }
        if (!(map.get(name) instanceof Map<?, ?> inner)) {
            return false;
        }
        var copy = copy(inner);
        map.put(name, copy);
        return unset(copy, path.substring(key.length() + 1), !isChosen && isByName(name));
    }

    /** Whether the keys of an object are names that users chose. */
    private boolean isByName(String name) {
        return CHOSEN.contains(name) || paths().isByName(name);
    }

    /** The first part of a path: the longest matching key of the map, because names can contain dots. */
    private static String key(Map<String, Object> map, String path, boolean isChosen) {
        var first = path.indexOf('.') < 0 ? path : path.substring(0, path.indexOf('.'));
        return !isChosen
                ? first
                : map.keySet().stream()
                        .filter(name -> path.equals(name) || path.startsWith(name + "."))
                        .max((a, b) -> Integer.compare(a.length(), b.length()))
                        .orElse(first);
    }
}

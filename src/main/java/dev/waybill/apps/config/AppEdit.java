package dev.waybill.apps.config;

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
 * {@code environments.production.default_ref}; nothing else moves. Keys may stand in snake case or in camel case, names that users chose
 * as they are, and the short form of the shell provider counts as what it is short for. One thread.
 */
public final class AppEdit {
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z])[A-Z]");
    /** Variables, under names that users chose; those of environments may hold dots. */
    private static final Pattern TEXT =
            Pattern.compile("(variables|provider_?[cC]onfig\\.env|environments\\..+\\.variables)\\.[^.]+");

    /** Objects by names that users choose. */
    private static final Set<String> CHOSEN =
            Set.of("variables", "env", "secrets", "environments", "parameters", "mark");

    private static final String NO_PATH = "is no path; write one as in environments.production.default_ref";

    private final Map<String, Object> tree;

    /** @param tree as {@link AppTree} makes it; is changed */
    public AppEdit(Map<String, Object> tree) {
        this.tree = tree;
    }

    static String snakeCase(String key) {
        return CAPITAL.matcher(key).replaceAll(match -> "_" + match.group().toLowerCase(Locale.ROOT));
    }

    /** Whether only text can stand at a path, whatever it looks like. */
    public static boolean isText(String path) {
        return TEXT.matcher(Settings.longForm(path)).matches();
    }

    /** Changes what an object of settings names, a null removes, and leaves the rest of it. */
    public void merge(String key, Map<?, ?> given) {
        tree.put(key, merged(tree.get(key), given));
    }

    /** The same for each object of a map; the map itself is as given. */
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

    /** Keeps the objects of a map that a list names, in its order, and makes the others that it names; names only, else the list is kept. */
    public void keepEach(String key, List<?> names) {
        var given = new LinkedHashMap<String, @Nullable Object>();
        names.forEach(name -> given.put(String.valueOf(name), null));
        if (given.size() == names.size() && names.stream().allMatch(Section::isPlain)) {
            mergeEach(key, given);
        } else {
            tree.put(key, names); // for the reader to refuse
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
     * Takes a key of the short form, which wins over what was there.
     *
     * @param given what else was given as {@code provider_config}; a setting that stands in both is for the reader to refuse
     */
    public void setShort(String key, Object value, @Nullable Object given) {
        var setting = Settings.longForm(key).replaceFirst(".*\\.", "");
        var isGivenTwice = given instanceof Map<?, ?> map
                && map.entrySet().stream()
                        .anyMatch(
                                it -> snakeCase(String.valueOf(it.getKey())).equals(setting) && it.getValue() != null);
        if (!isGivenTwice) {
            unset(key);
        }
        tree.put(key, value);
    }

    /** Changes one value, or removes it if the new one is null. Answers why that cannot be, as the end of a sentence; empty if it is done. */
    public Optional<String> set(String path, @Nullable Object value) {
        if (value == null) {
            return unset(path);
        }
        var full = Settings.longForm(path);
        return isPath(full) ? set(tree, full, false, value) : Optional.of(NO_PATH);
    }

    private static boolean isPath(String path) {
        return !path.isEmpty() && !path.startsWith(".") && !path.endsWith(".") && !path.contains("..");
    }

    private static Optional<String> set(Map<String, Object> map, String path, boolean isChosen, Object value) {
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
        return set(copy, path.substring(key.length() + 1), !isChosen && CHOSEN.contains(name), value);
    }

    /** Removes one value. Answers why that cannot be, as the end of a sentence; empty if it is done, or a key at the top was not set. */
    public Optional<String> unset(String path) {
        var top = snakeCase(path);
        var full = Settings.longForm(path);
        if (!isPath(full)) {
            return Optional.of(NO_PATH);
        }
        if (unset(tree, full, false) || AppTree.KEYS.contains(top) || !full.equals(path) && path.indexOf('.') < 0) {
            return Optional.empty();
        }
        return Optional.of("is not set");
    }

    private static boolean unset(Map<String, Object> map, String path, boolean isChosen) {
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
        return unset(copy, path.substring(key.length() + 1), !isChosen && CHOSEN.contains(name));
    }

    /** The first part of a path: the longest name in the map that it begins with, since names may hold dots. */
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

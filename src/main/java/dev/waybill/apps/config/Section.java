package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.apps.config.text.Likeness;
import dev.waybill.apps.config.text.Nothing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a configuration. Every key that is read counts as known, in snake case and camel case; {@link #close}
 * reports the others. Mistakes are collected, and a wrong value is read as null or empty. A null value is the same as an absent
 * one, except in maps and lists of text, where it is the word that was written.
 */
final class Section implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private final String path;
    private final String errorName;
    private final Map<?, ?> values;
    private final List<Mistake> mistakes;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> seen;

    /** @param seen collects the path of every key that is read */
    Section(String path, String errorName, Map<?, ?> values, List<Mistake> mistakes, Set<String> seen) {
        this.path = path;
        this.errorName = errorName;
        this.values = values;
        this.mistakes = mistakes;
        this.seen = seen;
    }

    static String camelCase(String key) {
        return UNDERSCORE.matcher(key).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    /** The value as written; null if there is none. */
    @Nullable
    Object value(String key) {
        known.add(key);
        seen.add(at(key));
        var value = orNull(values.get(key));
        return value == null ? orNull(values.get(camelCase(key))) : value;
    }

    private static @Nullable Object orNull(@Nullable Object value) {
        return value instanceof Nothing ? null : value;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    /** Text; a number or boolean of YAML or JSON is the text that was written. */
    @Nullable
    String text(String key, String expected) {
        return switch (value(key)) {
            case null -> null;
            case String text when !text.isBlank() -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> wrong(key, "must be " + expected);
        };
    }

    String required(String key, String expected) {
        if (!has(key)) {
            mistake("", "has no \"%s\"; it needs %s".formatted(key, expected));
        }
        var text = text(key, expected);
        return text == null ? "" : text;
    }

    @Nullable
    Number positive(String key, String unit) {
        var number = number(value(key));
        return number != null && number.doubleValue() > 0 && number.doubleValue() <= Durations.LARGEST_SECONDS
                        || !has(key)
                ? number
                : wrong(
                        key,
                        "must be a number of %s above zero and up to %.0f".formatted(unit, Durations.LARGEST_SECONDS));
    }

    /** The number of a value, which can be text, as in forms; an Integer if possible; null if it is not a number. */
    static @Nullable Number number(@Nullable Object value) {
        if (!(value instanceof Number)
                && !(value instanceof String text && NUMBER.matcher(text).matches())) {
            return null;
        }
        var number = Double.parseDouble(value.toString());
        return number == (int) number ? (Number) (int) number : (Number) number;
    }

    boolean flag(String key) {
        return switch (value(key)) {
            case null -> false;
            case Boolean flag -> flag;
            default -> {
                wrong(key, "must be true or false");
                yield false;
            }
        };
    }

    /** Plain values by name, as written. */
    Map<String, String> texts(String key, Predicate<String> isName, String expected) {
        var texts = new LinkedHashMap<String, String>();
        given(key, errorName, expected).forEach((name, value) -> {
            if (!isName.test(name) || value instanceof Map<?, ?> || value instanceof List<?>) {
                mistake(key + "." + name, "must be " + expected);
            } else {
                texts.put(name, String.valueOf(value));
            }
        });
        return texts;
    }

    /** An object as written, without nulls. */
    Map<String, Object> map(String key, String expected) {
        return map(key, errorName, expected);
    }

    /** @param wrongName the error name for a value that is not an object */
    Map<String, Object> map(String key, String wrongName, String expected) {
        var map = given(key, wrongName, expected);
        map.values().removeIf(Nothing.class::isInstance);
        return map;
    }

    private Map<String, Object> given(String key, String wrongName, String expected) {
        var map = new LinkedHashMap<String, Object>();
        switch (value(key)) {
            case null -> {} // not given
            case Map<?, ?> given ->
                given.forEach((name, value) -> {
                    if (value != null) {
                        map.put(String.valueOf(name), value);
                    }
                });
            default -> mistake(key, wrongName, "must be " + expected);
        }
        return map;
    }

    /** A list of plain values, as written. */
    List<String> texts(String key, String expected) {
        var list = list(key, expected);
        if (list.stream().anyMatch(item -> item instanceof Map<?, ?> || item instanceof List<?>)) {
            mistake(key, "must be " + expected);
            return List.of();
        }
        return list.stream().map(String::valueOf).toList();
    }

    List<Object> list(String key, String expected) {
        return list(key, errorName, expected);
    }

    /** @param wrongName the error name for a value that is not a list */
    List<Object> list(String key, String wrongName, String expected) {
        var list = new ArrayList<Object>();
        switch (value(key)) {
            case null -> {} // not given
            case List<?> given -> given.stream().filter(Objects::nonNull).forEach(list::add);
            default -> mistake(key, wrongName, "must be " + expected);
        }
        return list;
    }

    /** Objects by names that users choose. */
    Map<String, Section> sections(String key, String sectionErrorName, String expected) {
        return switch (value(key)) {
            case null -> Map.of();
            case Map<?, ?> given -> new Section(at(key), sectionErrorName, given, mistakes, seen).each(expected);
            default -> {
                mistake(key, sectionErrorName, "must be an object by name, each " + expected);
                yield Map.of();
            }
        };
    }

    /** The same, but a list of names is accepted, too. */
    Map<String, Section> sectionsOrNames(String key, String sectionErrorName, String expected) {
        if (!(value(key) instanceof List<?> list)) {
            return sections(key, sectionErrorName, expected);
        }
        var sections = new LinkedHashMap<String, Section>();
        for (var index = 0; index < list.size(); index++) {
            var name = String.valueOf(list.get(index));
            if (!isPlain(list.get(index))) {
                mistake(
                        key + "." + index,
                        sectionErrorName,
                        "must be a name; give a list of names, or an object by name, each " + expected);
            } else if (sections.containsKey(name)) {
                mistake(key + "." + index, sectionErrorName, "\"%s\" is listed twice".formatted(name));
            } else {
                sections.put(name, new Section(at(key) + "." + name, sectionErrorName, Map.of(), mistakes, seen));
            }
        }
        return sections;
    }

    /** Whether a value is a scalar, which can be read as text. */
    static boolean isPlain(@Nullable Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Nothing;
    }

    /** All values, as objects by names that users choose; a null stands for an empty object. */
    Map<String, Section> each(String expected) {
        var sections = new LinkedHashMap<String, Section>();
        values.forEach((key, value) -> {
            var name = String.valueOf(key);
            if (orNull(value) == null || value instanceof Map<?, ?>) {
                var inner = value instanceof Map<?, ?> map ? map : Map.of();
                sections.put(name, new Section(at(name), errorName, inner, mistakes, seen));
            } else {
                mistake(name, "must be " + expected);
            }
        });
        return sections;
    }

    /** An object; null if it was not given. */
    @Nullable
    Section section(String key, String expected) {
        return switch (value(key)) {
            case null -> null;
            case Map<?, ?> given -> new Section(at(key), errorName, given, mistakes, seen);
            default -> wrong(key, "must be " + expected);
        };
    }

    /** Adds a mistake for each key with too many entries. */
    void atMost(int most, String... keys) {
        for (var key : keys) {
            var size = switch (value(key)) {
                case Map<?, ?> map -> map.size();
                case List<?> list -> list.size();
                case null, default -> 0;
            };
            if (size > most) {
                mistake(key, "has %d entries; at most %d are allowed".formatted(size, most));
            }
        }
    }

    /** Adds a mistake; an empty key is for the whole section. */
    void mistake(String key, String message) {
        mistake(key, errorName, message);
    }

    void mistake(String key, String name, String message) {
        mistakes.add(new Mistake(key.isEmpty() ? path : at(key), name, message));
    }

    private <T> @Nullable T wrong(String key, String message) {
        mistake(key, message);
        return null;
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Adds a mistake for every unknown key, with a suggestion. */
    @Override
    public void close() {
        for (var key : values.keySet()) {
            var name = String.valueOf(key);
            if (known.stream().noneMatch(it -> it.equals(name) || camelCase(it).equals(name))) {
                mistake(
                        name,
                        "unknown"
                                + Likeness.suggestion(
                                        name, new TreeSet<>(known), ", did you mean %s?", "; use one of %s"));
            }
        }
    }
}

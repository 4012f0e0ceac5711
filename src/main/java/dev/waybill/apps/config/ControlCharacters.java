package dev.waybill.apps.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds characters that texts of a configuration must not contain: unpaired surrogates, and control characters other than tab,
 * newline and carriage return. A command cannot contain NUL, and the others are invisible, so people would not see what runs.
 * For one thread.
 */
final class ControlCharacters {
    private final List<Mistake> mistakes;

    private ControlCharacters(List<Mistake> mistakes) {
        this.mistakes = mistakes;
    }

    /** The same tree without them, so that each is reported once and the rest of the text is still checked. */
    static Map<String, @Nullable Object> removed(Map<?, ?> root, List<Mistake> mistakes) {
        return new ControlCharacters(mistakes).map("", root);
    }

    private @Nullable Object value(String path, @Nullable Object value) {
        return switch (value) {
            case String text -> text(path, text);
            case Map<?, ?> map -> map(path, map);
            case List<?> list -> list(path, list);
            case null, default -> value;
        };
    }

    private Map<String, @Nullable Object> map(String path, Map<?, ?> map) {
        var clean = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> {
            var name = text(path, String.valueOf(key));
            clean.put(name, value(path.isEmpty() ? name : path + "." + name, value));
        });
        return clean;
    }

    private List<@Nullable Object> list(String path, List<?> list) {
        var clean = new ArrayList<@Nullable Object>();
        list.forEach(item -> clean.add(value(path + "." + clean.size(), item)));
        return clean;
    }

    private String text(String path, String text) {
        var first = text.codePoints().filter(ControlCharacters::isOne).findFirst();
        if (first.isEmpty()) {
            return text;
        }
        mistakes.add(new Mistake(path, "invalid_field", sentence(first.getAsInt())));
        return text.codePoints()
                .filter(character -> !isOne(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isOne(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t' && character != '\n' && character != '\r';
            case Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static String sentence(int character) {
        var code = "U+%04X".formatted(character);
        return switch (Character.getType(character)) {
            case Character.SURROGATE -> "contains %s, an unpaired surrogate; write the whole character".formatted(code);
            default ->
                "contains the control character %s; remove it: only tab, newline and carriage return are allowed"
                        .formatted(character == 0 ? code + " (NUL)" : code);
        };
    }
}

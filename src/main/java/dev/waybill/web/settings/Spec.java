package dev.waybill.web.settings;

import dev.waybill.apps.config.text.Literal;
import dev.waybill.apps.config.text.YamlTree;
import dev.waybill.apps.config.text.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field for one value of a configuration.
 *
 * @param path of the value
 * @param hint what people should know; may be empty
 * @param choices of a {@link Input#CHOICE}, of which an empty one stands for not set
 */
record Spec(List<String> path, String label, String hint, Input input, List<String> choices) {
    /** How a value is shown and read. */
    enum Input {
        /** One line of text. */
        TEXT,
        /** One line of a number, or of text that the reader refuses. */
        NUMBER,
        CHOICE,
        /** A text a line. */
        LINES,
        /** Names of objects, a name a line. */
        NAMES,
        /** Text of several lines, or a list in YAML. */
        SCRIPT,
        /** Anything, in YAML. */
        TREE
    }

    static Spec of(Input input, String label, String hint, String... path) {
        return new Spec(List.of(path), label, hint, input, List.of());
    }

    static Spec choice(String label, String hint, List<String> choices, String... path) {
        return new Spec(List.of(path), label, hint, Input.CHOICE, choices);
    }

    /** The name of its field in forms. */
    String name() {
        return name(String.join(".", path));
    }

    /** @param path with dots between its keys */
    static String name(String path) {
        return "f." + path;
    }

    /** The value as it stands in the field. */
    String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> lines(text);
            case List<?> list
            when input == Input.LINES -> list.stream().map(String::valueOf).collect(Collectors.joining("\n"));
            case List<?> list
            when input == Input.NAMES -> list.stream().map(String::valueOf).collect(Collectors.joining("\n"));
            case Map<?, ?> map
            when input == Input.NAMES ->
                map.keySet().stream().map(String::valueOf).collect(Collectors.joining("\n"));
            case List<?> list -> lines(YamlWriter.text(list));
            case Map<?, ?> map -> lines(YamlWriter.text(map));
            default -> String.valueOf(value);
        };
    }

    /** Text as forms send it, without what they change. */
    static String lines(String text) {
        return text.replace("\r\n", "\n").stripTrailing();
    }

    /**
     * The value that a field means; null if it is empty.
     *
     * @param before the value until now
     * @throws YamlTree.Unreadable if it is not YAML
     */
    @Nullable
    Object read(String text, @Nullable Object before) {
        if (text.isBlank()) {
            return null;
        }
        return switch (input) {
            case TEXT -> text.strip();
            case CHOICE -> text.equals("true") ? (Object) true : text.equals("false") ? (Object) false : text;
            case NUMBER -> number(text.strip());
            case LINES -> each(text);
            case NAMES -> named(each(text), before);
            case SCRIPT ->
                text.startsWith("- ") ? YamlTree.parse(text).root() : text.indexOf('\n') < 0 ? text : text + "\n";
            case TREE -> YamlTree.parse(text).root();
        };
    }

    private static List<String> each(String text) {
        return text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    }

    private static Map<String, Object> named(List<String> names, @Nullable Object before) {
        var old = before instanceof Map<?, ?> map ? map : Map.of();
        var named = new LinkedHashMap<String, Object>();
        for (var name : names) {
            named.put(name, old.get(name) instanceof Map<?, ?> known ? known : Map.of());
        }
        return named;
    }

    private static Object number(String text) {
        try {
            return Literal.of(text);
        } catch (NumberFormatException e) {
            return text; // the reader says what it must be
        }
    }
}

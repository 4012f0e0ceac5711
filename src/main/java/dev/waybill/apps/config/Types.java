package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Literal;
import dev.waybill.spi.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Converts values of settings, as JSON, YAML and forms spell them, to the types of their kinds. */
final class Types {
    /** The spellings in forms. */
    private static final Map<String, Object> FLAGS = Map.of("true", true, "false", false);

    private Types() {}

    /** A value that does not fit its kind is returned as it is. */
    static Object typed(Setting.Kind kind, Object value) {
        return switch (kind) {
            case TEXT, COMMAND -> text(value);
            case COMMANDS -> commands(value);
            case TASKS -> value instanceof Map<?, ?> map ? tasks(map) : value;
            case TEXTS -> value instanceof List<?> list ? texts(list) : text(value);
            case SECONDS, DURATION -> Objects.requireNonNullElse(Section.number(value), value);
            case WHOLE_NUMBER -> whole(value);
            case FLAG -> FLAGS.getOrDefault(value.toString(), value);
            case TEXT_BY_NAME -> value instanceof Map<?, ?> map ? textByName(map) : value;
            case HEADERS -> value instanceof Map<?, ?> map ? headers(map) : value;
            case SECRET, OBJECT -> value instanceof Map<?, ?> map ? Literal.plain(map) : value;
            case SECRET_OR_TEXT -> secretOrText(value);
        };
    }

    private static Object text(Object value) {
        return value instanceof Boolean || value instanceof Number ? value.toString() : value;
    }

    private static Object commands(Object value) {
        return value instanceof List<?> list ? list.stream().map(Types::step).toList() : text(value);
    }

    private static Map<String, Object> tasks(Map<?, ?> map) {
        var tasks = Literal.plain(map);
        tasks.replaceAll((_, value) -> commands(value));
        return tasks;
    }

    private static Object step(Object value) {
        return value instanceof Map<?, ?> map ? textByName(map) : value;
    }

    private static List<Object> texts(List<?> list) {
        return list.stream().filter(Objects::nonNull).map(item -> text(item)).toList();
    }

    private static Object whole(Object value) {
        var number = Section.number(value);
        if (number == null) {
            return value;
        }
        var whole = number.longValue();
        return number instanceof Double && number.doubleValue() == whole ? (Object) whole : number;
    }

    private static Map<String, Object> textByName(Map<?, ?> map) {
        var texts = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> {
            if (value != null) {
                texts.put(
                        String.valueOf(name),
                        value instanceof Map<?, ?> || value instanceof List<?> ? value : value.toString());
            }
        });
        return texts;
    }

    private static Map<String, Object> headers(Map<?, ?> map) {
        var headers = Literal.plain(map);
        headers.replaceAll((_, value) -> text(value));
        return headers;
    }

    private static Object secretOrText(Object value) {
        return value instanceof Map<?, ?> map ? Literal.plain(map) : text(value);
    }
}

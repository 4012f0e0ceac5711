package dev.waybill.api.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** JSON trees as maps, lists and plain values, numbers as they were written. */
public final class Json {
    static final String WITH_NUL = "must not contain a NUL character";

    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private Json() {}

    /** An object with its nulls. */
    private static Map<String, @Nullable Object> map(JsonNode object) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        object.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }

    /** A list, without nulls. */
    private static List<Object> list(JsonNode array) {
        var list = new ArrayList<Object>();
        array.forEach(item -> {
            var value = value(item);
            if (value != null) {
                list.add(value);
            }
        });
        return list;
    }

    /**
     * Why a value cannot be stored: a NUL character, which neither a database nor an environment can hold; an unpaired
     * surrogate, which UTF-8 cannot encode; or a number that would become text. Empty if it can be stored.
     */
    static Optional<String> objection(JsonNode node) {
        if (holds(node, it -> it.isString() && it.asString().indexOf('\0') >= 0)) {
            return Optional.of(WITH_NUL);
        }
        if (holds(node, it -> it.isString() && HALF.matcher(it.asString()).find())) {
            return Optional.of("must not contain an unpaired surrogate (half a character)");
        }
        return holds(node, it -> it.isNumber() && !Double.isFinite(it.asDouble(Double.NaN)))
                ? Optional.of("must not contain a number of this size")
                : Optional.empty();
    }

    private static boolean holds(JsonNode node, Predicate<JsonNode> what) {
        // valueStream() includes the values of objects: looking at each twice would mean 2^64 looks at the
        // deepest.
        return what.test(node)
                || node.propertyStream().anyMatch(field -> what.test(StringNode.valueOf(field.getKey())))
                || node.valueStream().anyMatch(item -> holds(item, what));
    }

    public static @Nullable Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isObject()) {
            return map(node);
        }
        if (node.isArray()) {
            return list(node);
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNumber() ? node.numberValue() : node.asString();
    }
}

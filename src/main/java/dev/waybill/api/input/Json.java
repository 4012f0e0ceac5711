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
    static final String WITH_NUL = "must not hold a NUL character";

    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private Json() {}

    /** An object, its nulls with it. */
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
     * Why something in there cannot be kept: a NUL character, which neither a database nor an environment can hold, half a
     * character, which UTF-8 cannot say, or a number that would come back as text. Empty if all of it can.
     */
    static Optional<String> objection(JsonNode node) {
        if (holds(node, it -> it.isString() && it.asString().indexOf('\0') >= 0)) {
            return Optional.of(WITH_NUL);
        }
        if (holds(node, it -> it.isString() && HALF.matcher(it.asString()).find())) {
            return Optional.of("must not hold half a character (a surrogate without the other)");
        }
        return holds(node, it -> it.isNumber() && !Double.isFinite(it.asDouble(Double.NaN)))
                ? Optional.of("must not hold a number of that size")
                : Optional.empty();
    }

    private static boolean holds(JsonNode node, Predicate<JsonNode> what) {
        // The values of an object are among valueStream(), too: who looks at each twice looks 2^64 times at the
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

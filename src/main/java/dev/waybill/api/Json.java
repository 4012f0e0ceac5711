package dev.waybill.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON trees as maps, lists and plain values. Nulls in objects are left out: unset is unset. */
final class Json {
    private Json() {}

    static Map<String, Object> map(JsonNode object) {
        var map = new LinkedHashMap<String, Object>();
        object.properties().forEach(field -> {
            var value = value(field.getValue());
            if (value != null) {
                map.put(field.getKey(), value);
            }
        });
        return map;
    }

    static List<Object> list(JsonNode array) {
        var list = new ArrayList<Object>();
        array.forEach(item -> {
            var value = value(item);
            if (value != null) {
                list.add(value);
            }
        });
        return list;
    }

    /** Whether a NUL character is anywhere in there, which neither a database nor an environment can hold. */
    static boolean holdsNul(JsonNode node) {
        // The values of an object are among valueStream(), too: who looks at each twice looks 2^64 times at the
        // deepest.
        return node.isString() && node.asString().indexOf('\0') >= 0
                || node.propertyStream().anyMatch(field -> field.getKey().indexOf('\0') >= 0)
                || node.valueStream().anyMatch(Json::holdsNul);
    }

    static @Nullable Object value(JsonNode node) {
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

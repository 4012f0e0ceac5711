package dev.waybill.apps.config.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares values of configurations by meaning: 10 equals 10.0, and the order of keys does not matter. */
public final class Values {
    private Values() {}

    public static boolean areEqual(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
            return map.keySet().equals(others.keySet())
                    && map.keySet().stream().allMatch(key -> areEqual(map.get(key), others.get(key)));
        }
        if (one instanceof List<?> list && other instanceof List<?> others) {
            return list.size() == others.size()
                    && IntStream.range(0, list.size()).allMatch(i -> areEqual(list.get(i), others.get(i)));
        }
        return one instanceof Number || other instanceof Number
                ? areEqualNumbers(one, other)
                : Objects.equals(one, other);
    }

    private static boolean areEqualNumbers(@Nullable Object one, @Nullable Object other) {
        var first = number(one);
        var second = number(other);
        return first == null || second == null ? Objects.equals(one, other) : first.compareTo(second) == 0;
    }

    /** Null if it is not a number. Literals are compared as text. */
    private static @Nullable BigDecimal number(@Nullable Object value) {
        try {
            return value instanceof Number || value instanceof String text && Literal.of(text) instanceof Literal
                    ? new BigDecimal(value.toString())
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

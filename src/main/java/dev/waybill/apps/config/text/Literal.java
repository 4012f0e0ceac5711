package dev.waybill.apps.config.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number whose value would be printed differently from how it was written: {@code 1.10}, {@code 1e3}, {@code -0}. {@link
 * #toString} returns the text. Only exists while reading: a configuration contains either the text or the value.
 */
public final class Literal extends Number {
    private static final long serialVersionUID = 1;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+\\.?[0-9]*([eE][+-]?[0-9]+)?");

    private final String text;
    private final double value;

    private Literal(String text, double value) {
        this.text = text;
        this.value = value;
    }

    /**
     * Parses a number: an Integer, a Long or a Double if that prints the same text, else a literal.
     *
     * @throws NumberFormatException if it is not a number
     */
    public static Number of(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new NumberFormatException("not a number: " + text);
        }
        var value = Double.parseDouble(text);
        if (Double.toString(value).equals(text)) {
            return value;
        }
        var isWhole = text.length() < 20 && text.matches("0|-?[1-9][0-9]*");
        try {
            var whole = isWhole ? Long.parseLong(text) : 0;
            return !isWhole ? new Literal(text, value) : whole == (int) whole ? (Number) (int) whole : (Number) whole;
        } catch (NumberFormatException e) {
            return new Literal(text, value); // beyond a long
        }
    }

    /** A value as JSON can store it: literals become text, and nulls are removed. */
    public static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> plain(map);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(item -> items.add(plain(item)));
                items.removeIf(item -> item == null);
                yield items;
            }
            case Literal literal -> literal.text;
            case Nothing _ -> null;
            case null, default -> value;
        };
    }

    /** The same for an object. */
    public static Map<String, Object> plain(Map<?, ?> map) {
        var fields = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> {
            var field = plain(value);
            if (field != null) {
                fields.put(String.valueOf(name), field);
            }
        });
        return fields;
    }

    @Override
    public int intValue() {
        return (int) value;
    }

    @Override
    public long longValue() {
        return (long) value;
    }

    @Override
    public float floatValue() {
        return (float) value;
    }

    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Literal literal && literal.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}

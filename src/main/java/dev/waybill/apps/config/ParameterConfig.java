package dev.waybill.apps.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that a request can give.
 *
 * @param preset the value if none is given, as text; null for none
 * @param choices the values of a parameter of type choice; empty for other types
 */
public record ParameterConfig(
        Type type,
        boolean required,
        @Nullable String preset,
        List<String> choices,
        @Nullable String description) {
    /** What a value must be. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        CHOICE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ParameterConfig {
        choices = List.copyOf(choices);
    }

    /** Why a value is not valid, as the end of a sentence; empty if it is. */
    public Optional<String> objection(Object value) {
        var text = String.valueOf(value);
        var fits = switch (type) {
            case TEXT -> value instanceof String || value instanceof Number || value instanceof Boolean;
            case NUMBER -> text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
            case BOOLEAN -> text.equals("true") || text.equals("false");
            case CHOICE -> choices.contains(text);
        };
        if (fits) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type) {
                    case TEXT -> "must be text";
                    case NUMBER -> "must be a number";
                    case BOOLEAN -> "must be true or false";
                    case CHOICE -> "must be one of " + String.join(", ", choices);
                });
    }
}

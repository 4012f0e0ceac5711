package dev.waybill.api.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values in the text of a field. */
final class Words {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    /** RFC 3339 ends here, and the database cannot store later years. */
    private static final int LAST_YEAR = 9999;

    private Words() {}

    /** Whether this must be read as JSON: a list in text, or anything but text. */
    static boolean isTree(@Nullable Object value) {
        return switch (value) {
            case String text -> text.strip().startsWith("[");
            case JsonNode node when node.isString() -> isTree(node.asString());
            case null, default -> true;
        };
    }

    /** The same, but text can also be a pattern such as {@code [a-z]*.py}, which is not JSON. */
    static boolean isJson(@Nullable Object value) {
        return switch (value) {
            case String text -> isTree(text) && JsonReader.read(text) != null;
            case JsonNode node when node.isString() -> isJson(node.asString());
            case null, default -> true;
        };
    }

    /** The parts between commas; null if there is no text. */
    static @Nullable List<Object> split(@Nullable String text) {
        return text == null ? null : List.of((Object[]) COMMA.split(text.strip()));
    }

    /** A time in RFC 3339; null if it is not one. */
    public static @Nullable Instant time(String text) {
        try {
            var time = OffsetDateTime.parse(text);
            return time.getYear() >= 0 && time.getYear() <= LAST_YEAR ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null; // as for a year outside the calendar
        }
    }
}

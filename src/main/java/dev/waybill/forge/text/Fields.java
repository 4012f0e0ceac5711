package dev.waybill.forge.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields of answers, which may be missing or of another type. */
public final class Fields {
    private static final Pattern LINK = Pattern.compile("https?://[\\x21-\\x7e]{1,2000}");

    private Fields() {}

    /** A text; null if there is none. */
    public static @Nullable String text(JsonNode node, String name) {
        var text = node.path(name);
        return text.isString() && !text.asString().isEmpty() ? text.asString() : null;
    }

    /** Text for people, of one line; null if there is none. */
    public static @Nullable String words(JsonNode node, String name) {
        var text = text(node, name);
        return text == null ? null : HostileText.line(text);
    }

    /** A link that a browser may follow; null for any other. */
    public static @Nullable String link(JsonNode node, String name) {
        var link = text(node, name);
        return link != null && LINK.matcher(link).matches() ? link : null;
    }

    /** A moment. */
    public static Optional<Instant> moment(JsonNode node, String name) {
        try {
            return Optional.ofNullable(text(node, name))
                    .map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

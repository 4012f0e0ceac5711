package dev.waybill.api.input;

import dev.waybill.apps.config.text.Likeness;
import dev.waybill.apps.config.text.Literal;
import dev.waybill.errors.Invalid;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a request, from a JSON body, a form or the query, in this order. JSON null is the same as an absent field.
 * Mistakes are collected and reported together: read every field, then call {@link #check}.
 */
public final class Input {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");
    /** Reasons are displayed in many places, so they are limited. */
    private static final int LONGEST_REASON = 2_000;

    private static final String REASON = "reason";
    private static final Set<String> REASONS = Set.of(REASON, "locked_reason");
    private static final String MISSING =
            "Missing required parameter in the JSON body or the post body or the query string";

    private final Fields fields;
    private final Set<String> asked = new TreeSet<>();

    private Input(Fields fields) {
        this.fields = fields;
    }

    public static Input of(Context ctx) throws IOException {
        return new Input(Fields.read(ctx, false));
    }

    /** For a request without required fields; an empty body is accepted with any type. */
    public static Input ofNothing(Context ctx) throws IOException {
        return new Input(Fields.read(ctx, true));
    }

    /** The name under which a field was given: in snake case or camel case. If both were given, one of them counts as unknown. */
    private String spelling(String name) {
        var camel = camelCase(name);
        asked.add(name);
        if (!fields.has(name) || !fields.has(camel)) {
            asked.add(camel);
        }
        return fields.has(name) ? name : camel;
    }

    /** Whether a field was given. */
    public boolean has(String name) {
        return fields.has(spelling(name));
    }

    /** Text, or a JSON number or boolean as text; null if it was not given. */
    @Nullable
    String text(String name) {
        var key = spelling(name);
        return switch (fields.get(key)) {
            case null -> null;
            case String text -> plain(key, text);
            case JsonNode node when node.isValueNode() -> plain(key, node.asString());
            default -> mistake(key, "must be text");
        };
    }

    /** The same, but empty text counts as not given. */
    @Nullable
    public String textOrNull(String name) {
        var text = text(name);
        if (text != null && REASONS.contains(name) && text.length() > LONGEST_REASON) {
            return mistake(name, "must have at most %d characters".formatted(LONGEST_REASON));
        }
        return text == null || text.isEmpty() || name.equals(REASON) && text.isBlank() ? null : text;
    }

    private @Nullable String plain(String name, String text) {
        return text.indexOf('\0') >= 0 ? mistake(name, Json.WITH_NUL) : text;
    }

    /** Required text; if it is missing, adds a mistake and returns empty text. */
    public String required(String name) {
        var text = textOrNull(name);
        if (text == null && !fields.isWrong(name)) {
            mistake(name, MISSING);
        }
        return text == null ? "" : text;
    }

    /** A time in RFC 3339; null if it was not given. */
    @Nullable
    public Instant time(String name) {
        var text = textOrNull(name);
        if (text == null) {
            return null;
        }
        var time = Words.time(text);
        return time == null ? mistake(name, "must be a time such as 2027-01-31T12:00:00Z") : time;
    }

    /** True, false, 1 or 0, as JSON or text; false if it was not given. */
    public boolean flag(String name) {
        var text = text(name);
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "", "false", "0" -> false;
            case "true", "1" -> true;
            default -> {
                mistake(name, "Invalid literal for boolean(): " + text);
                yield false;
            }
        };
    }

    /**
     * An object, as JSON or as JSON in text; null if it was not given. Without its nulls; a number that would be printed
     * differently becomes text.
     */
    @Nullable
    public Map<String, Object> object(String... spellings) {
        for (var name : spellings) {
            asked.add(name);
            var node = structure(name);
            if (node != null && Json.value(node) instanceof Map<?, ?> map) {
                return Literal.plain(map);
            }
            if (node != null) {
                return mistake(name, "must be a JSON object");
            }
        }
        return null;
    }

    /** A list of words, as JSON, as JSON in text, or as text with commas between; null if it was not given. */
    @Nullable
    public List<String> words(String name) {
        var isText = has(name) && !Words.isTree(fields.get(spelling(name)));
        var value = isText ? Words.split(textOrNull(name)) : tree(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof List<?> list)
                || list.isEmpty()
                || !list.stream().allMatch(word -> word instanceof String text && !text.isBlank())) {
            return mistake(name, "must be a non-empty list of words; omit it for all");
        }
        return list.stream().map(String::valueOf).toList();
    }

    /** A structured value, as JSON or as JSON in text, with its nulls; null if it was not given. */
    @Nullable
    public Object tree(String name) {
        var node = structure(spelling(name));
        return node == null ? null : Json.value(node);
    }

    /** The same, but text is also accepted, unless it is a JSON list. */
    @Nullable
    public Object textOrTree(String name) {
        var isText = has(name) && !Words.isJson(fields.get(spelling(name)));
        return isText ? textOrNull(name) : tree(name);
    }

    /**
     * A number, as JSON or text. Anything else is returned as it is, for the caller to refuse; null if it was not given.
     */
    @Nullable
    public Object number(String name) {
        var text = textOrNull(name);
        var node = text == null ? null : JsonReader.read(text);
        return node != null && node.isNumber() ? Json.value(node) : text;
    }

    public static String camelCase(String name) {
        return UNDERSCORE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private @Nullable JsonNode structure(String name) {
        return switch (fields.get(name)) {
            case null -> null;
            case String text when text.isBlank() -> null;
            case String text -> parsed(name, text);
            case JsonNode node when node.isString() -> node.asString().isBlank() ? null : parsed(name, node.asString());
            case JsonNode node -> node;
            default -> null;
        };
    }

    private @Nullable JsonNode parsed(String name, String text) {
        var node = JsonReader.read(text);
        if (node == null) {
            return mistake(name, "is not JSON");
        }
        var objection = Json.objection(node);
        if (objection.isPresent()) {
            return mistake(name, objection.get());
        }
        return node.isNull() ? null : node;
    }

    /** The fields whose names are paths, such as {@code provider_config.timeout}, with their values; null removes. */
    public Map<String, @Nullable Object> paths() {
        var paths = new LinkedHashMap<String, @Nullable Object>();
        fields.names().filter(name -> name.indexOf('.') >= 0).forEach(name -> {
            asked.add(name);
            paths.put(
                    name,
                    switch (fields.get(name)) {
                        case JsonNode node -> Json.value(node);
                        case String text -> plain(name, text);
                        case null, default -> null;
                    });
        });
        return paths;
    }

    /** Adds a mistake and returns null instead of the value. */
    public <T> @Nullable T mistake(String field, String why) {
        fields.mistake(field, why);
        return null;
    }

    /** @throws Invalid with all mistakes: of the fields that were read, and every unknown field */
    public void check() {
        fields.names()
                .filter(name -> !asked.contains(name) && !asked.contains(camelCase(name)))
                .forEach(name -> mistake(
                        name, "unknown" + Likeness.suggestion(name, asked, ", did you mean %s?", "; use one of %s")));
        fields.refuseMistakes();
    }
}

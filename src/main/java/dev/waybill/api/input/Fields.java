package dev.waybill.api.input;

import dev.waybill.api.routes.Queries;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Bodies;
import dev.waybill.http.BodyText;
import dev.waybill.http.Forms;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of one request, from its query and its body, with the mistakes that were found in them. Belongs to one thread. */
final class Fields {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_FIELDS = 200;

    /** Text, or a node of JSON. */
    private final Map<String, Object> values = new LinkedHashMap<>();

    private final Map<String, String> mistakes = new LinkedHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();

    private Fields() {}

    /** @param mayBeEmpty whether an empty body is accepted with any type */
    static Fields read(Context ctx, boolean mayBeEmpty) throws IOException {
        var fields = new Fields();
        ctx.queryParamMap().forEach((name, values) -> {
            fields.values.put(name, values.getLast());
            if (!Queries.isWordForRehearsal(name)) {
                fields.note(name);
            }
        });
        var body = Bodies.read(ctx);
        // The raw header: Jetty's getter throws for an unknown charset.
        var type = Optional.ofNullable(ctx.header("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
        if (body.length == 0 && mayBeEmpty) {
            return fields;
        }
        if (type.startsWith("application/json")) {
            fields.addJson(BodyText.of(body, type));
        } else if (type.startsWith("application/x-www-form-urlencoded")) {
            Forms.parse(BodyText.of(body, type)).forEach(fields::addText);
        } else if (type.startsWith("multipart/form-data")) {
            Multipart.read(body, String.valueOf(ctx.contentType())).forEach(fields::addText);
        } else if (body.length > 0) {
            throw new Invalid(
                    "invalid_body",
                    "The body is of type \"%s\"; send application/json, application/x-www-form-urlencoded or multipart/form-data"
                            .formatted(type));
        }
        return fields;
    }

    private void addJson(String body) {
        var node = JsonReader.read(body);
        if (node == null || !node.isObject()) {
            throw new Invalid(
                    "invalid_body", "The body is not a JSON object, although its Content-Type is application/json");
        }
        node.properties().forEach(field -> {
            var objection = Json.objection(field.getValue());
            if (objection.isPresent()) {
                mistake(field.getKey(), objection.get());
            } else if (!field.getValue().isNull()) {
                values.put(field.getKey(), field.getValue());
            }
            note(field.getKey());
        });
    }

    /**
     * Limits the names of fields, because the answer repeats each unknown name, and must not become larger than the request.
     */
    private void note(String name) {
        given.add(name);
        if (name.length() > LONGEST_NAME || given.size() > MOST_FIELDS) {
            throw new Invalid(
                    "invalid_body",
                    "The request has a field whose name is longer than %d characters, or more than %d fields"
                            .formatted(LONGEST_NAME, MOST_FIELDS));
        }
    }

    private void addText(String name, String value) {
        values.put(name, value);
        note(name);
    }

    /** Text, or a node of JSON; null if the field was not given, or as null. */
    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names that were given, in the order of the request. */
    Stream<String> names() {
        return given.stream();
    }

    boolean isWrong(String name) {
        return mistakes.containsKey(name);
    }

    /** Adds a mistake. The first of a field counts. */
    void mistake(String field, String why) {
        mistakes.putIfAbsent(field, why);
    }

    /** @throws Invalid if there are mistakes, with all of them */
    void refuseMistakes() {
        if (!mistakes.isEmpty()) {
            throw Invalid.fields(mistakes);
        }
    }
}

package dev.waybill.http;

import dev.waybill.errors.Invalid;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the fields of HTML forms from unauthenticated requests, within the limits of {@link Bodies#readAnonymous}. */
public final class Forms {
    private Forms() {}

    /**
     * The fields by name.
     *
     * @throws Invalid if the form is incomplete or malformed, or has a field twice
     */
    public static Map<String, String> read(Context ctx) {
        return parse(BodyText.of(Bodies.readAnonymous(ctx), ctx.header("Content-Type")));
    }

    /** The fields of a body, in their order. */
    public static Map<String, String> parse(String body) {
        var fields = new LinkedHashMap<String, String>();
        Pair.all(body, Pair.Place.FORM).forEach(pair -> put(fields, pair.name(), pair.value()));
        return fields;
    }

    /** @throws Invalid if the field already exists, because it is unclear which value was meant */
    public static void put(Map<String, String> fields, String name, String value) {
        if (fields.put(name, value) != null) {
            throw new Invalid("invalid_body", "The body has a duplicate field: \"%s\"".formatted(name));
        }
    }
}

package dev.waybill.http;

import dev.waybill.errors.Invalid;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the fields of HTML forms. */
public final class Forms {
    private Forms() {}

    /**
     * The fields of an unauthenticated request by name, within the limits of {@link Bodies#readAnonymous}.
     *
     * @throws Invalid if the form is incomplete or malformed, or has a field twice
     */
    public static Map<String, String> read(Context ctx) {
        return parse(BodyText.of(Bodies.readAnonymous(ctx), ctx.header("Content-Type")));
    }

    /**
     * The fields of a form from an authenticated request, within the limits of {@link Bodies#read}. A field that is there more than
     * once has all its values.
     *
     * @throws Invalid if the form is incomplete or malformed
     */
    public static Map<String, List<String>> readAll(Context ctx) {
        var fields = new LinkedHashMap<String, List<String>>();
        Pair.all(BodyText.of(Bodies.read(ctx), ctx.header("Content-Type")), Pair.Place.FORM)
                .forEach(pair -> fields.computeIfAbsent(pair.name(), _ -> new ArrayList<>())
                        .add(pair.value()));
        return fields;
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

package dev.waybill.http;

import dev.waybill.errors.Invalid;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads forms, which anybody may send: short ones, and nothing but fields. */
public final class Forms {
    private Forms() {}

    /**
     * The fields by name; of one that comes twice the last.
     *
     * @throws Invalid if the form does not come whole, or is not well encoded
     */
    public static Map<String, String> read(Context ctx) {
        return parse(new String(Bodies.readOfStranger(ctx), StandardCharsets.UTF_8));
    }

    /** The same of a body that was read already; in the order in which they stand. */
    public static Map<String, String> parse(String body) {
        var fields = new LinkedHashMap<String, String>();
        try {
            for (var pair : body.split("&")) {
                if (!pair.isEmpty()) {
                    var parts = pair.split("=", 2);
                    fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Invalid("invalid_body", "The form in the body is not well encoded: " + e.getMessage());
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

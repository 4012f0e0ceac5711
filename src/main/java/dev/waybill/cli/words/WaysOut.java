package dev.waybill.cli.words;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server's messages name ways out as fields of the API, in parentheses; this names the command line's options instead. */
public final class WaysOut {
    private static final Pattern FIELD =
            Pattern.compile("\\(\"(reason|queue|force|steal|cancel|to|mode)\"(?:: (?:true|\"on\"))?\\)|^reason(?=: )");

    private WaysOut() {}

    public static String asOptions(String message) {
        return FIELD.matcher(message).replaceAll(field -> option(field.group(1)));
    }

    private static String option(@Nullable String inside) {
        if (inside != null && inside.equals("mode")) {
            return "(waybill auto resume)";
        }
        return inside == null ? "--because" : "(--%s)".formatted(inside.equals("reason") ? "because" : inside);
    }
}

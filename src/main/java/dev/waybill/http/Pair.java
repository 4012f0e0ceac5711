package dev.waybill.http;

import dev.waybill.errors.Invalid;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A {@code name=value} pair of a query or a form. Malformed pairs are refused by name: a guess could end up in a
 * command.
 */
record Pair(String name, String value) {
    static final String MALFORMED_PERCENT =
            "\"%\" must be followed by two hexadecimal digits; write the character \"%\" itself as %25";

    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** Where a pair comes from, and the error message for a malformed one. */
    enum Place {
        QUERY("invalid_query", "The query is malformed: in the parameter \"%s\", %s"),
        FORM("invalid_body", "The form in the body is malformed: in the field \"%s\", %s");

        private final String error;
        private final String sentence;

        Place(String error, String sentence) {
            this.error = error;
            this.sentence = sentence;
        }

        private Invalid objection(String name, String why) {
            return new Invalid(error, sentence.formatted(name, why));
        }
    }

    /**
     * All pairs, in their order.
     *
     * @throws Invalid that names the first malformed pair
     */
    static List<Pair> all(String text, Place place) {
        var pairs = new ArrayList<Pair>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                var name = decoded(parts[0], parts[0], place);
                pairs.add(new Pair(name, parts.length == 2 ? decoded(parts[1], name, place) : ""));
            }
        }
        return pairs;
    }

    private static String decoded(String text, String name, Place place) {
        if (MALFORMED.matcher(text).find()) {
            throw place.objection(name, MALFORMED_PERCENT);
        }
        // ISO-8859-1 maps each byte to one character, so that the bytes can be checked before they are decoded as
        // UTF-8.
        var bytes = URLDecoder.decode(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                StandardCharsets.ISO_8859_1);
        return BodyText.utf8(bytes.getBytes(StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> place.objection(
                        name, "the text is not UTF-8; percent-encode its bytes in UTF-8, such as \u00e9 as %C3%A9"));
    }
}

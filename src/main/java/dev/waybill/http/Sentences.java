package dev.waybill.http;

import dev.waybill.access.Tokens;
import dev.waybill.errors.Excerpt;

/**
 * What went wrong, as people are told: whatever a library or a request put into it, no token stands in there, and it is of a length that
 * somebody reads.
 */
public final class Sentences {
    private Sentences() {}

    public static String told(String text) {
        return Tokens.LIKE_A_TOKEN.matcher(Excerpt.of(text)).replaceAll("***");
    }
}

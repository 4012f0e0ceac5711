package dev.waybill.http;

import dev.waybill.access.Tokens;
import dev.waybill.errors.Excerpt;

/**
 * Makes error messages safe to show: tokens are masked, whatever a library or a request put there, and long text is
 * shortened.
 */
public final class Sentences {
    private Sentences() {}

    public static String told(String text) {
        return Tokens.LIKE_A_TOKEN.matcher(Excerpt.of(text)).replaceAll("***");
    }
}

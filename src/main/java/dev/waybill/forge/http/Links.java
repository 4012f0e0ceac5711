package dev.waybill.forge.http;

import java.net.http.HttpHeaders;
import java.util.regex.Pattern;

/** The header {@code Link} of lists. */
final class Links {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");

    private Links() {}

    /** Where the next page is; empty if this is the last one. */
    static String next(HttpHeaders headers) {
        return headers.allValues("Link").stream()
                .map(NEXT::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("");
    }
}

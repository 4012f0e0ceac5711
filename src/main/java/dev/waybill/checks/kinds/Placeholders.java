package dev.waybill.checks.kinds;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The placeholders of a URL. Their values are percent-encoded, so that none can change what the URL addresses. */
record Placeholders(String sha, String ref, String app, String environment) {
    String in(String url) {
        return url.replace("{sha}", encoded(sha))
                .replace("{ref}", encoded(ref))
                .replace("{app}", encoded(app))
                .replace("{env}", encoded(environment));
    }

    /** Dots, too: a ref named {@code ..} would be the directory above. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }
}

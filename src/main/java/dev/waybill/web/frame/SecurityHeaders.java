package dev.waybill.web.frame;

import io.javalin.http.Context;
import java.util.Map;

/** Headers that restrict browsers: no inline code, nothing from other sites, no frames, no caching. */
final class SecurityHeaders {
    /** The style sheet that Turbo inserts for its progress bar. */
    private static final String PROGRESS_BAR = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self' " + PROGRESS_BAR
                    + "; script-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private SecurityHeaders() {}

    /** @param url the server's public URL; for https, adds HSTS */
    static void add(Context ctx, String url) {
        HEADERS.forEach(ctx::header);
        if (url.startsWith("https:")) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}

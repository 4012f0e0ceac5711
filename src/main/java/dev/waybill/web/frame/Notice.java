package dev.waybill.web.frame;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The sentence that a page shows once after an action, carried over the redirect by a cookie. */
final class Notice {
    private static final String COOKIE = "waybill_notice";
    private static final int LONGEST = 1000;

    private Notice() {}

    static void set(Context ctx, String sentence) {
        var cut = sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
        cookie(ctx, Base64.getUrlEncoder().withoutPadding().encodeToString(cut.getBytes(StandardCharsets.UTF_8)), 60);
    }

    /** Reads the sentence, and forgets it; empty if there is none. */
    static String take(Context ctx) {
        var value = ctx.cookie(COOKIE);
        if (value == null || value.isEmpty()) {
            return "";
        }
        cookie(ctx, "", 0);
        try {
            return new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // somebody else's cookie
        }
    }

    private static void cookie(Context ctx, String value, int seconds) {
        ctx.cookie(new Cookie(COOKIE, value, "/", seconds, false, true, null, SameSite.STRICT));
    }
}

package dev.waybill.web;

import dev.waybill.errors.Forbidden;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;

/**
 * Refuses what a page from elsewhere lets a browser send. Every browser says where a form comes from, so one that does not say is
 * refused, too.
 */
final class SameOrigin {
    private SameOrigin() {}

    /**
     * @param url where this server is reached
     * @throws Forbidden unless the request comes from a page of this server
     */
    static void check(Context ctx, String url) {
        var site = ctx.header("Sec-Fetch-Site");
        var origin = Optional.ofNullable(ctx.header("Origin")).flatMap(SameOrigin::authority);
        var isOurs = origin.isPresent() && (origin.get().equals(ctx.header("Host")) || origin.equals(authority(url)));
        if (!isOurs || site != null && !site.equals("same-origin")) {
            throw new Forbidden(
                    "cross_origin",
                    "This came from a page of another site, or of none, so nothing was done; use the form here");
        }
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package dev.waybill.web;

import dev.waybill.access.Origin;
import dev.waybill.errors.Excerpt;
import dev.waybill.errors.Forbidden;
import io.javalin.http.Context;
import java.util.Objects;
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
        var origin = Optional.ofNullable(ctx.header("Origin")).flatMap(Origin::of);
        if (origin.isEmpty() || site != null && !site.equals("same-origin")) {
            throw new Forbidden(
                    "cross_origin",
                    "This came from a page of another site, or of none, so nothing was done; use the form here");
        }
        var host = Objects.requireNonNullElse(ctx.header("Host"), "");
        var asked = Origin.of(origin.get().scheme() + "://" + host);
        if (!origin.equals(asked) && !origin.equals(Origin.of(url))) {
            throw new Forbidden(
                    "cross_origin",
                    "This came from a page at %s, and this server is %s (--url), asked for as \"%s\" (the header Host), so nothing was done. If that is its page, set --url to the address in the browser, or let the proxy pass on the header Host"
                            .formatted(origin.get(), url, Excerpt.of(host)));
        }
    }
}

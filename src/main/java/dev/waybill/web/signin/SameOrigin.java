package dev.waybill.web.signin;

import dev.waybill.access.Origin;
import dev.waybill.errors.Excerpt;
import dev.waybill.errors.Forbidden;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;

/**
 * Refuses requests that pages of other sites make a browser send. Every browser sends the origin of a form, so requests without
 * one are refused, too.
 */
public final class SameOrigin {
    private SameOrigin() {}

    /**
     * @param url the server's public URL
     * @throws Forbidden unless the request comes from a page of this server
     */
    public static void check(Context ctx, String url) {
        var site = ctx.header("Sec-Fetch-Site");
        var origin = Optional.ofNullable(ctx.header("Origin")).flatMap(Origin::of);
        if (origin.isEmpty() || site != null && !site.equals("same-origin")) {
            throw new Forbidden(
                    "cross_origin",
                    "This request came from another site or has no origin, so nothing was changed; use the form on this page");
        }
        var host = Objects.requireNonNullElse(ctx.header("Host"), "");
        var asked = Origin.of(origin.get().scheme() + "://" + host);
        if (!origin.equals(asked) && !origin.equals(Origin.of(url))) {
            throw new Forbidden(
                    "cross_origin",
                    "This request came from a page at %s, but this server is %s (--url) and was addressed as \"%s\" (the header Host), so nothing was changed. If that is this server's page, set --url to the address in the browser, or let the proxy pass on the header Host"
                            .formatted(origin.get(), url, Excerpt.of(host)));
        }
    }
}

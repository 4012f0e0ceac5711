package dev.waybill.web;

import dev.waybill.access.Caller;
import dev.waybill.access.Sessions;
import dev.waybill.http.Forms;
import dev.waybill.http.Peers;
import dev.waybill.spi.Time;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets people sign their browser in, with a token or a link, and out again. */
public final class SignIn {
    private final Sessions sessions;
    private final Peers peers;
    private final Tries tries = new Tries();
    private final Time time;
    private final String url;
    private final SessionCookie cookie;

    public SignIn(Sessions sessions, Peers peers, Time time, String url) {
        this.sessions = sessions;
        this.peers = peers;
        this.time = time;
        this.url = url;
        this.cookie = new SessionCookie(url);
    }

    /** Who is signed in; empty if nobody is. */
    Optional<Caller> caller(Context ctx) {
        return cookie.find(ctx, sessions).map(SessionCookie.Known::caller);
    }

    /** Sends a browser to the form, and from there back to where it wanted to go. */
    void send(Context ctx) {
        var wanted = ctx.path() + (ctx.queryString() == null ? "" : "?" + ctx.queryString());
        ctx.header("Location", "/login?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        ctx.status(303);
    }

    /** What a link leads to does not sign in yet: programs that look at links before people do would use it up. */
    SignInForm form(Context ctx) {
        var next = next(ctx.queryParam("next"));
        var link = Optional.ofNullable(ctx.pathParamMap().get("link")).orElse("");
        if (link.isEmpty()) {
            return new SignInForm(next, "", "", "");
        }
        return sessions.ofLink(link)
                .map(caller -> new SignInForm(next, link, caller.user().name(), ""))
                .orElseGet(() -> {
                    ctx.status(404);
                    return new SignInForm(
                            next,
                            "",
                            "",
                            "This link was used already, or is older than 15 minutes. Make another with: waybill login-link");
                });
    }

    /** Signs in and sends the browser on; empty then, else the form with what went wrong. */
    Optional<SignInForm> signIn(Context ctx) {
        SameOrigin.check(ctx, url);
        var address = peers.address(ctx);
        var form = Forms.read(ctx);
        var next = next(form.get("next"));
        var secret = Optional.ofNullable(form.get("secret")).orElse("").strip();
        if (secret.isEmpty()) { // nobody guesses anything with that
            ctx.status(400);
            return Optional.of(new SignInForm(next, "", "", "Enter a token: the field \"secret\" is missing or empty"));
        }
        var session = sessions.signIn(secret);
        var wait = tries.wait(address, time.sinceBoot());
        if (session.isEmpty() && wait.isPositive()) {
            ctx.status(429).header("Retry-After", Long.toString(wait.toSeconds() + 1));
            return Optional.of(new SignInForm(
                    next,
                    "",
                    "",
                    "Too many tries in vain from your address; try again in %d minutes"
                            .formatted(wait.toMinutes() + 1)));
        }
        if (session.isEmpty()) {
            tries.failed(address, time.sinceBoot());
            ctx.status(403);
            return Optional.of(
                    new SignInForm(next, "", "", "Nobody is known by that token; it may have expired or been revoked"));
        }
        ctx.cookie(cookie(ctx, cookie.name(), session.get().value(), Sessions.IDLE));
        ctx.header("Location", next).status(303);
        return Optional.empty();
    }

    /** Ends every session that the browser has here, whichever server on this database it was signed in at. */
    void signOut(Context ctx) {
        SameOrigin.check(ctx, url);
        var known = cookie.known(ctx, sessions).toList();
        known.forEach(it -> sessions.signOut(it.value()));
        Stream.concat(Stream.of(cookie.name()), known.stream().map(SessionCookie.Known::name))
                .distinct()
                .forEach(name -> ctx.cookie(cookie(ctx, name, "", Duration.ZERO)));
        ctx.header("Location", "/login").status(303);
    }

    private Cookie cookie(Context ctx, String name, String value, Duration age) {
        var isSecure = url.startsWith("https:") || peers.isSecure(ctx);
        return new Cookie(name, value, "/", (int) age.toSeconds(), isSecure, true, null, SameSite.LAX);
    }

    /** Only a page of this server: an address of elsewhere would lead people astray who have just signed in. */
    private static String next(@Nullable String wanted) {
        return wanted != null && wanted.matches("/(?![/\\\\])[\\x21-\\x7e]*") && !wanted.contains("\\") ? wanted : "/";
    }
}

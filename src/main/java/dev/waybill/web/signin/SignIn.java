package dev.waybill.web.signin;

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

/** Signs browsers in, with a token or a link, and out. */
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

    /** The signed-in user; empty if there is none. */
    public Optional<Caller> caller(Context ctx) {
        return cookie.find(ctx, sessions).map(SessionCookie.Known::caller);
    }

    /** Redirects a browser to the form, which leads back to the page it wanted. */
    public void send(Context ctx) {
        var wanted = ctx.path() + (ctx.queryString() == null ? "" : "?" + ctx.queryString());
        ctx.header("Location", "/login?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        ctx.status(303);
    }

    /** Opening a link does not sign in yet, because programs that preview links would use it up. */
    public SignInForm form(Context ctx) {
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
                            "This link was already used, or is older than 15 minutes. Create another with: waybill login-link");
                });
    }

    /** Signs in and redirects the browser. Empty if that worked, else the form with the problem. */
    public Optional<SignInForm> signIn(Context ctx) {
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
                    "Too many failed attempts from your address; try again in %d minutes"
                            .formatted(wait.toMinutes() + 1)));
        }
        if (session.isEmpty()) {
            tries.failed(address, time.sinceBoot());
            ctx.status(403);
            return Optional.of(
                    new SignInForm(next, "", "", "This token is not valid; it may have expired or been revoked"));
        }
        ctx.cookie(cookie(ctx, cookie.name(), session.get().value(), Sessions.IDLE));
        ctx.header("Location", next).status(303);
        return Optional.empty();
    }

    /** Ends all sessions of the browser, on any server of this database. */
    public void signOut(Context ctx) {
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

    /** Only pages of this server: a redirect to another site after signing in could deceive people. */
    private static String next(@Nullable String wanted) {
        return wanted != null && wanted.matches("/(?![/\\\\])[\\x21-\\x7e]*") && !wanted.contains("\\") ? wanted : "/";
    }
}

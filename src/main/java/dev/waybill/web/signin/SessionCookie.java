package dev.waybill.web.signin;

import dev.waybill.access.Caller;
import dev.waybill.access.Sessions;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The session cookie. Browsers share cookies between the ports of a host, so the cookie's name depends on the server's address.
 * All cookies with the prefix are read, because servers on one database may have several addresses. Immutable.
 */
final class SessionCookie {
    private static final String PREFIX = "waybill_session";
    private static final int MOST = 16;
    private static final int NAME_BYTES = 4;

    private final String name;

    /** @param url the server's public URL */
    SessionCookie(String url) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            this.name = PREFIX + "_" + HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String name() {
        return name;
    }

    /** The cookie of a valid session; empty if there is none. */
    Optional<Known> find(Context ctx, Sessions sessions) {
        return known(ctx, sessions).findFirst();
    }

    /** All cookies of valid sessions, so that signing out can remove all of them. */
    Stream<Known> known(Context ctx, Sessions sessions) {
        return all(ctx).flatMap(
                        cookie -> sessions
                                .find(cookie.getValue())
                                .map(caller -> new Known(cookie.getKey(), cookie.getValue(), caller))
                                .stream());
    }

    /** A cookie whose session is known. */
    record Known(String name, String value, Caller caller) {}

    /** This server's own cookie first. */
    private Stream<Map.Entry<String, String>> all(Context ctx) {
        return ctx.cookieMap().entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith(PREFIX))
                .sorted(Comparator.comparing(cookie -> !cookie.getKey().equals(name)))
                .limit(MOST);
    }
}

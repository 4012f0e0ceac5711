package dev.waybill.fuzz;

import static dev.waybill.fuzz.Dice.header;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes the headers of a request, all but those of its body. */
final class Headers {
    private final Dice dice;
    private final Cast cast;
    private final Viewer by;

    Headers(Dice dice, Cast cast, Viewer by) {
        this.dice = dice;
        this.cast = cast;
        this.by = by;
    }

    String all(String path) {
        return header("Host", dice.oneIn(20) ? dice.nasty() : "127.0.0.1")
                + header("Accept", dice.oneIn(4) ? "text/html" : dice.pick(Words.ACCEPTS))
                + header("Connection", "close")
                + authorization()
                + cookie(path)
                + origin(path)
                + proxied(path)
                + usual()
                + odd()
                + malformed();
    }

    private String authorization() {
        var token = by.token();
        var value = dice.oneIn(12)
                ? dice.any(
                        "",
                        "Bearer",
                        "Bearer ",
                        "Bearer é",
                        "Basic YTpi",
                        "Key \u0001",
                        "Bearer " + "x".repeat(5000),
                        token,
                        "Bearer " + token + " ",
                        "bearer " + token,
                        "Bearer " + by.session(),
                        "Bearer " + token + ", Bearer " + token)
                : "Bearer " + token;
        var line = header("Authorization", value);
        return (dice.oneIn(25) ? "" : line) + (dice.oneIn(40) ? line : "");
    }

    /** Pages are seen by those who are signed in; whoever signs out does so with a session that nobody needs. */
    private String cookie(String path) {
        var session = path.equals("/logout") ? dice.pick(cast.sessionsToEnd()) : by.session();
        if (path.startsWith("/api/") || dice.oneIn(6)) {
            return dice.sometimes(10, "Cookie", () -> oddCookie(session));
        }
        return header("Cookie", session);
    }

    private String oddCookie(String session) {
        return dice.any(
                "a=b",
                "a",
                "=",
                ";;;;",
                "a=\"",
                "waybill_session=" + dice.nasty(),
                "waybill_session=ws_" + "x".repeat(43),
                "waybill_session=" + by.token(),
                session + "x",
                session.substring(0, session.length() - 1),
                session.toUpperCase(java.util.Locale.ROOT),
                session.replace("=", "=\"") + "\"",
                session + "; " + session,
                "waybill_session=; " + session,
                "$Version=1; " + session,
                "x=" + "y".repeat(3000),
                "a=b; ".repeat(500),
                "é=é",
                "$Version=1; a=b");
    }

    private String origin(String path) {
        if (path.equals("/login") || path.equals("/logout")) {
            return header("Origin", dice.oneIn(6) ? oddOrigin() : cast.url())
                    + dice.sometimes(2, "Sec-Fetch-Site", this::site);
        }
        return dice.sometimes(20, "Origin", this::oddOrigin) + dice.sometimes(20, "Sec-Fetch-Site", this::site);
    }

    private String site() {
        return dice.any("same-origin", "same-origin", "same-origin", "same-site", "cross-site", "none", "", "é");
    }

    private String oddOrigin() {
        return dice.any(
                "null", "https://evil.example", "http://127.0.0.1", cast.url() + "/", cast.url() + "@x", dice.nasty());
    }

    /** Each who signs in comes from somewhere else, or all would soon be refused for those who tried in vain. */
    private String proxied(String path) {
        var from = "2001:db8:%x:%x::1".formatted(dice.below(65536), dice.below(65536));
        return (path.equals("/login") && !dice.oneIn(6)
                        ? header("X-Forwarded-For", from)
                        : dice.sometimes(20, "X-Forwarded-For", this::oddAddress))
                + dice.sometimes(20, "X-Forwarded-Proto", () -> dice.any("https", "http", "", dice.nasty()))
                + dice.sometimes(20, "Forwarded", dice::nasty);
    }

    private String oddAddress() {
        return dice.any(
                "127.0.0.1",
                "127.0.0.1, 127.0.0.1",
                "::1",
                "[::1]:80",
                "::ffff:127.0.0.1",
                "fe80::1%eth0",
                "999.1.1.1",
                ",,,",
                "1.2.3.4:80",
                ":".repeat(40),
                "1, ".repeat(1000),
                dice.nasty());
    }

    private String usual() {
        return dice.sometimes(6, "Range", () -> dice.pick(Words.RANGES))
                + dice.sometimes(8, "Last-Event-ID", dice::number)
                + dice.sometimes(
                        10, "If-None-Match", () -> dice.any("*", "\"x\"", "W/\"", "x".repeat(3000), "\"é\"", ",,", ""))
                + dice.sometimes(
                        10, "If-Modified-Since", () -> dice.any("x", "Thu, 01 Jan 1970 00:00:00 GMT", "99999999999"))
                + dice.sometimes(
                        10,
                        "Idempotency-Key",
                        () -> dice.any("k1", "k2", "k3", "", "x".repeat(2000), "é", "\u0001", "a b"))
                + dice.sometimes(
                        20, "Accept-Encoding", () -> dice.any("gzip", "br, gzip;q=0", "*", "identity;q=0", "é"))
                + dice.sometimes(20, "Accept-Language", () -> dice.any("de", "x".repeat(1000), "*;q=9", "--"));
    }

    private String odd() {
        return dice.sometimes(15, "Expect", () -> dice.any("100-continue", "200-ok", ""))
                + dice.sometimes(20, "Upgrade", () -> dice.any("websocket", "h2c", "x"))
                + dice.sometimes(20, "X-HTTP-Method-Override", () -> dice.pick(Words.METHODS))
                + dice.sometimes(30, "Host", dice::nasty)
                + dice.sometimes(40, "X-Huge", () -> "x".repeat(dice.any(4000, 8100, 8192, 20_000, 200_000)))
                + (dice.oneIn(40) ? many(dice.any(100, 1000, 5000)) : "");
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> header("X-" + i, "")).collect(Collectors.joining());
    }

    private String malformed() {
        return dice.oneIn(30)
                ? dice.any(
                        "X : y\r\n",
                        " folded\r\n",
                        ": empty\r\n",
                        "NoColon\r\n",
                        "X: a\u0000b\r\n",
                        "Ünï: x\r\n",
                        "X:y\n",
                        "\tX: y\r\n",
                        "X\r: y\r\n")
                : "";
    }
}

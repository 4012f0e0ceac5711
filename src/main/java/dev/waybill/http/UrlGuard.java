package dev.waybill.http;

import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests by their URL, before anything else reads it:
 * <ul>
 * <li>A URL with a token: servers, proxies and browsers record URLs, so neither the response nor the log repeats it.
 * <li>A malformed path: Jetty accepts some, and Javalin fails on them.
 * </ul>
 */
final class UrlGuard extends Handler.Wrapper {
    private static final Pattern TOKEN = Pattern.compile("wb_[A-Za-z0-9_-]{43}");
    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /**
     * Only slashes at the start of a path and around {@code api/0} are merged; elsewhere, an empty segment is an error.
     */
    private static final Pattern DOUBLED = Pattern.compile("^/{2,}");

    /** Without the slashes before it, {@code ..} would leave the root, on which Jetty fails. */
    private static final Pattern DOTS = Pattern.compile("(?i)/(?:\\.|%2e|;)");

    private static final Pattern API = Pattern.compile("^/+api/+0/+");

    /** How often a URL is decoded: some clients encode twice. */
    private static final int DECODINGS = 3;

    private static final String BURNT =
            "The URL of this request contains a token, which is no longer safe: URLs are kept in logs and histories. Revoke it (waybill"
                    + " token revoke) and create a new one; send that in the header \"Authorization: Bearer TOKEN\"";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (holdsToken(request.getHttpURI().asString())) {
            JettyErrors.answer(response, 400, "token_in_url", BURNT, callback);
            return true;
        }
        if (MALFORMED.matcher(path(request)).find()) {
            JettyErrors.answer(
                    response,
                    400,
                    "invalid_path",
                    "The path of the URL is malformed: " + Pair.MALFORMED_PERCENT,
                    callback);
            return true;
        }
        return super.handle(singleSlashes(request), response, callback);
    }

    /** Empty if the URL has no path: {@code GET http://host}, {@code OPTIONS ?query}. */
    private static String path(Request request) {
        return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
    }

    /**
     * A base URL with a trailing slash and a path with a leading one make two slashes. An empty path is the root (RFC
     * 9110, 4.2.3); Jetty would redirect to {@code //}, which browsers take for another host.
     */
    private static Request singleSlashes(Request request) {
        var path = path(request);
        if (path.isEmpty()) {
            return at("/", request);
        }
        var single = API.matcher(DOUBLED.matcher(path).replaceFirst("/")).replaceFirst("/api/0/");
        return single.equals(path) || DOTS.matcher(path).find() ? request : at(single, request);
    }

    private static Request at(String path, Request request) {
        return Request.serveAs(request, HttpURI.build(request.getHttpURI()).path(path));
    }

    private static boolean holdsToken(String url) {
        var text = url;
        for (var i = 0; i < DECODINGS; i++) {
            if (TOKEN.matcher(text).find()) {
                return true;
            }
            text = ENCODED.matcher(text).replaceAll(it -> "\\" + (char) Integer.parseInt(it.group(1), 16));
        }
        return TOKEN.matcher(text).find();
    }
}

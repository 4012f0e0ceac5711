package dev.waybill.http;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a request by its URL, whoever sends it and before anything else looks at it. One with a token: a URL is written down by
 * every server, proxy and browser on its way, so neither the answer nor our log repeats it. One whose path is not well encoded, which
 * Jetty lets pass in part and Javalin fails at.
 */
final class UrlGuard extends Handler.Wrapper {
    private static final Pattern TOKEN = Pattern.compile("wb_[A-Za-z0-9_-]{43}");
    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** Those before a path, before {@code api/0} or behind it: further on, an empty part is the name of nothing. */
    private static final Pattern DOUBLED = Pattern.compile("^/{2,}");

    /** Without the slashes before it, {@code ..} would lead out of the server, which Jetty fails at. */
    private static final Pattern DOTS = Pattern.compile("(?i)/(?:\\.|%2e|;)");

    private static final Pattern API = Pattern.compile("^/+api/+0/+");

    /** Some programs encode what is encoded already. */
    private static final int DECODINGS = 3;

    private static final String BURNT =
            "A token stands in the URL of this request, so it is burnt: URLs are kept in logs and histories. Revoke it (waybill"
                    + " token revoke) and make a new one; send that in the header \"Authorization: Bearer TOKEN\"";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (holdsToken(request.getHttpURI().asString())) {
            JettyErrors.answer(response, 400, "token_in_url", BURNT, callback);
            return true;
        }
        if (MALFORMED.matcher(request.getHttpURI().getPath()).find()) {
            JettyErrors.answer(response, 400, "invalid_path", "The path of the URL is not well encoded", callback);
            return true;
        }
        return super.handle(singleSlashes(request), response, callback);
    }

    /** An address that ends with a slash and a path that begins with one make two. */
    private static Request singleSlashes(Request request) {
        var path = request.getHttpURI().getPath();
        var single = API.matcher(DOUBLED.matcher(path).replaceFirst("/")).replaceFirst("/api/0/");
        return single.equals(path) || DOTS.matcher(path).find()
                ? request
                : Request.serveAs(request, HttpURI.build(request.getHttpURI()).path(single));
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

package dev.waybill.http;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Limits the number of concurrent requests without a token or session per client address. Requests with either are
 * counted by {@link Visits}, once authenticated; health checks are never refused.
 */
final class AnonymousLimit extends Handler.Wrapper {
    private static final Set<String> WATCHED = Set.of("/healthz", "/readyz");
    /** These do not look at a token, so they always count as requests without one. */
    private static final Set<String> OPEN = Set.of("/login", WebhookRoutes.ROOT);

    private final Terms terms;
    private final Tally<String> byAddress = new Tally<>();

    AnonymousLimit(Terms terms) {
        this.terms = terms;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isAnonymous(request)) {
            return super.handle(request, response, callback);
        }
        var address = terms.peers().address(request);
        var client = Peers.client(address);
        if (terms.peers().isTrusted(address.getHostAddress())) {
            return super.handle(request, response, callback); // the proxy itself, or a client that it does not name
        }
        var most = terms.limits().anonymousPerAddress();
        if (!byAddress.enter(client, most)) {
            terms.refused().accept("address");
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
            var sentence =
                    "%d requests from your address are in progress, the maximum without a token; wait until some have ended"
                            .formatted(most);
            JettyErrors.answer(response, 429, "too_many_requests", sentence, callback);
            return true;
        }
        Request.addCompletionListener(request, _ -> byAddress.leave(client));
        return super.handle(request, response, callback);
    }

    private static boolean isAnonymous(Request request) {
        var path = request.getHttpURI().getPath();
        var showsSomething = request.getHeaders().contains(HttpHeader.AUTHORIZATION)
                || request.getHeaders().contains(HttpHeader.COOKIE);
        return OPEN.stream().anyMatch(path::startsWith) || !showsSomething && !WATCHED.contains(path);
    }
}

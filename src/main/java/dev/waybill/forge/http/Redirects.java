package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the redirects of renamed repositories: only within the code host, so that the credential stays there, and never so that a
 * change becomes a read, which would look as if it had succeeded.
 */
record Redirects(Http http) {
    private static final int MOST = 3;
    private static final Set<Integer> FOR_ALL = Set.of(307, 308);
    private static final Set<Integer> FOR_READS = Set.of(301, 302, 307, 308);

    /** The last answer: a redirect, if it is one that is not followed. */
    Answer send(Request request, String authorization, Secret token) throws ForgeFailure, InterruptedException {
        var at = request;
        for (var hops = 0; ; hops++) {
            var answer = http.send(at, authorization, token);
            var next = target(at, answer);
            if (next.isEmpty() || hops == MOST) {
                return answer;
            }
            at = at.to(next.get());
        }
    }

    private static Optional<URI> target(Request request, Answer answer) {
        var followed = request.isRead() ? FOR_READS : FOR_ALL;
        if (!followed.contains(answer.status())) {
            return Optional.empty();
        }
        try {
            return answer.header("Location")
                    .map(location -> request.uri().resolve(location))
                    .filter(uri -> Request.origin(uri).equals(request.origin()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

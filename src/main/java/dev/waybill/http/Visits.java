package dev.waybill.http;

import dev.waybill.access.Caller;
import dev.waybill.errors.TooMany;
import dev.waybill.errors.Unavailable;
import io.javalin.config.Key;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** Limits concurrent requests per token, so that no token takes all capacity. Thread-safe. */
public final class Visits {
    static final Key<Visits> KEY = new Key<>("visits");

    private static final String CALLER = "visits.caller";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Terms terms;
    private final Tally<Long> requests = new Tally<>();
    private final Tally<Long> lasting = new Tally<>();
    private final AtomicInteger allLasting = new AtomicInteger();

    Visits(Terms terms) {
        this.terms = terms;
    }

    /**
     * Counts a request until it is completed.
     *
     * @throws TooMany if its token has reached the maximum
     */
    public static void begin(Context ctx, Caller caller) {
        ctx.attribute(CALLER, caller);
        ctx.appData(KEY).enter(request(ctx), caller);
    }

    /**
     * Also counts it as a stream or long poll.
     *
     * @throws TooMany if its token has reached the maximum of those
     * @throws Unavailable if the server has reached its maximum of those
     */
    public static void last(Context ctx) {
        var caller = ctx.<Caller>attribute(CALLER);
        if (caller != null) {
            ctx.appData(KEY).stay(request(ctx), caller);
        }
    }

    private static Request request(Context ctx) {
        return ServletContextRequest.getServletContextRequest(ctx.req());
    }

    private void enter(Request request, Caller caller) {
        var most = terms.limits().requestsPerToken();
        if (!requests.enter(caller.tokenId(), most)) {
            terms.refused().accept("token");
            throw new TooMany(
                    "too_many_requests",
                    "The token \"%s\" of %s has %d requests in progress, the maximum for a token; wait until some have ended"
                            .formatted(caller.token(), caller.user().name(), most),
                    SOON);
        }
        Request.addCompletionListener(request, _ -> requests.leave(caller.tokenId()));
    }

    private void stay(Request request, Caller caller) {
        var most = terms.limits().perToken();
        if (!lasting.enter(caller.tokenId(), most)) {
            terms.refused().accept("streams");
            throw new TooMany(
                    "too_many_streams",
                    "The token \"%s\" of %s has %d streams open, the maximum for a token (--streams-per-token); close some, or create another token"
                            .formatted(caller.token(), caller.user().name(), most),
                    SOON);
        }
        if (allLasting.incrementAndGet() > terms.limits().streams()) {
            lasting.leave(caller.tokenId());
            allLasting.decrementAndGet();
            terms.refused().accept("streams");
            throw Unavailable.retryable(
                    "too_many_streams",
                    "This server has %d streams open, its maximum; try again in a moment"
                            .formatted(terms.limits().streams()));
        }
        Request.addCompletionListener(request, _ -> {
            lasting.leave(caller.tokenId());
            allLasting.decrementAndGet();
        });
    }
}

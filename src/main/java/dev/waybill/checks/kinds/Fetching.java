package dev.waybill.checks.kinds;

import dev.waybill.network.Clients;
import dev.waybill.network.WrongVariable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads URLs. Follows redirects at the same host only, because the headers may hold a credential. Thread-safe. */
final class Fetching {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Clients clients;

    /** @param variables of the server's environment, which name proxies and CAs */
    Fetching(Map<String, String> variables) {
        this.clients = new Clients(variables, Duration.ofSeconds(10));
    }

    /** An answer. */
    record Page(int status, String body, @Nullable String retryAfter) {}

    /** The configuration has to change. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String sentence) {
            super(sentence);
        }
    }

    /**
     * Blocks.
     *
     * @param timeout of each request
     * @throws IOException with a sentence that names only the host
     */
    Page get(URI url, Map<String, String> headers, Duration timeout) throws IOException, InterruptedException {
        var next = valid(url);
        for (var i = 0; i <= MOST_REDIRECTS; i++) {
            var answer = send(next, headers, timeout);
            if (!REDIRECTS.contains(answer.statusCode())) {
                return new Page(
                        answer.statusCode(),
                        answer.body(),
                        answer.headers().firstValue("retry-after").orElse(null));
            }
            next = redirect(next, answer);
        }
        throw new Refused("%s redirects in a circle; correct the url of the check".formatted(url.getHost()));
    }

    private static URI redirect(URI from, HttpResponse<String> answer) throws IOException {
        var location = answer.headers().firstValue("location");
        try {
            var to = location.map(from::resolve).orElse(from);
            if (origin(to).equals(origin(from))) {
                return valid(to);
            }
            throw new Refused(
                    "%s redirects to %s, which is another host; name the final address as the url of the check"
                            .formatted(from.getHost(), to.getHost()));
        } catch (IllegalArgumentException e) {
            throw new IOException(from.getHost() + " redirects to something that is not a URL", e);
        }
    }

    private static String origin(URI url) {
        return "%s://%s:%d"
                .formatted(url.getScheme(), url.getHost(), url.getPort())
                .toLowerCase(Locale.ROOT);
    }

    /** @throws IOException if it is no absolute http or https URL, or holds a user name */
    static URI valid(URI url) throws IOException {
        var scheme = url.getScheme();
        if (scheme == null || !scheme.matches("(?i)https?") || url.getHost() == null || url.getUserInfo() != null) {
            throw new Refused("the url of the check must be http or https, with a host and without a user name");
        }
        return url;
    }

    private HttpResponse<String> send(URI url, Map<String, String> headers, Duration timeout)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).header("Accept", "application/json, */*;q=0.5");
        headers.forEach(request::setHeader);
        var client = client(url, request);
        var answer = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("%s did not answer in time".formatted(url.getHost()), e);
        } catch (ExecutionException e) {
            throw new IOException("%s could not be read (%s)".formatted(url.getHost(), kind(e.getCause())), e);
        } finally {
            answer.cancel(true);
        }
    }

    /** The client for the way to a host. Sets the password of the proxy, if there is one. */
    private HttpClient client(URI url, HttpRequest.Builder request) throws IOException {
        try {
            var way = clients.way(url);
            way.flatMap(Clients::login).ifPresent(login -> request.setHeader("Proxy-Authorization", login));
            return clients.of(url, way);
        } catch (WrongVariable e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    private static String kind(@Nullable Throwable cause) {
        return cause == null
                ? "unknown error"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

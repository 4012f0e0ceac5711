package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.Quota;
import dev.waybill.network.Clients;
import dev.waybill.network.ProxySettings.Way;
import dev.waybill.network.WrongVariable;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends the requests to all code hosts, and shares among them what belongs to a server or a token: connections, kept answers and
 * limits. One for each server. Thread-safe; the owner closes it.
 */
public final class Http implements AutoCloseable {
    private static final int LARGEST_BODY = 8 << 20;
    private static final int MOST_TOKENS = 1_000;

    private final Time time;
    private final String version;
    private final Timing timing;
    private final Clients clients;
    private final Kept kept = new Kept();
    private final LinkedHashMap<String, Manners> manners = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param version of Waybill, for the header {@code User-Agent}
     * @param variables of the server's environment, with its proxies and CAs
     */
    public Http(Time time, String version, Map<String, String> variables, Timing timing) {
        this.time = time;
        this.version = version;
        this.timing = timing;
        this.clients = new Clients(variables, timing.toConnect());
    }

    public Time time() {
        return time;
    }

    /** Manners towards a host; the ones that were used least recently are forgotten, since installation tokens change every hour. */
    Manners manners(URI uri, Secret token) {
        var part = uri.getPath().endsWith("/graphql") ? "graphql" : "rest";
        synchronized (manners) {
            while (manners.size() > MOST_TOKENS) {
                manners.pollFirstEntry();
            }
            return manners.computeIfAbsent(
                    "%s %s %s".formatted(Request.origin(uri), part, token.value()),
                    _ -> new Manners(time, timing.betweenWrites()));
        }
    }

    /** What is left of the limits of code hosts, as far as they have said, for the credentials with the fewest requests left. */
    public List<Quota> quotas() {
        synchronized (manners) {
            return Quotas.fewest(
                    manners.values().stream().flatMap(it -> it.quota().stream()).toList());
        }
    }

    /** Sends a request; a kept answer is used if the code host says that it is still the same. */
    Answer send(Request request, String authorization, Secret token) throws ForgeFailure, InterruptedException {
        var old = request.isRead() ? kept.find(token, request.uri()) : Optional.<Answer>empty();
        var answer = sendOnce(request, authorization, token, old.flatMap(it -> it.header("ETag")));
        if (old.isPresent() && answer.status() == 304) {
            return new Answer(
                    answer.uri(),
                    200,
                    answer.headers(),
                    old.get().body(),
                    old.get().next());
        }
        if (old.isPresent() && !answer.isSuccess()) {
            kept.forget(token, request.uri());
            if (answer.status() == 404) { // seen at GitHub: a wrong one, kept by a cache of theirs
                answer = sendOnce(request, authorization, token, Optional.empty());
            }
        }
        if (request.isRead()) {
            kept.keep(token, request.uri(), answer);
        }
        return answer;
    }

    private Answer sendOnce(Request request, String authorization, Secret token, Optional<String> etag)
            throws ForgeFailure, InterruptedException {
        var used = manners(request.uri(), token);
        used.enter(request.isChange());
        try {
            return exchange(request, authorization, etag);
        } finally {
            used.leave();
        }
    }

    private Answer exchange(Request request, String authorization, Optional<String> etag)
            throws ForgeFailure, InterruptedException {
        Optional<Way> way = Optional.empty();
        try {
            way = clients.way(request.uri());
            var client = clients.of(request.uri(), way);
            return answer(request, await(client, built(request, authorization, way, etag)));
        } catch (WrongVariable e) {
            throw new ForgeFailure(Kind.UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (IOException | TimeoutException e) {
            throw Unreached.of(request.uri(), by(way), e);
        }
    }

    private static String by(Optional<Way> way) {
        return way.map(it -> " through the proxy " + it.name()).orElse("");
    }

    private static Answer answer(Request request, HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() == 407) {
            throw new IOException("the proxy rejected the user or the password, HTTP 407");
        }
        return new Answer(
                request.uri(),
                response.statusCode(),
                response.headers(),
                response.body(),
                Links.next(response.headers()));
    }

    private HttpRequest built(Request request, String authorization, Optional<Way> way, Optional<String> etag) {
        var body = request.body();
        var builder = HttpRequest.newBuilder(request.uri())
                .timeout(timing.total())
                .method(request.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .setHeader("User-Agent", "Waybill/" + version)
                .setHeader("Authorization", authorization);
        request.headers().forEach(builder::setHeader);
        etag.ifPresent(it -> builder.setHeader("If-None-Match", it));
        way.flatMap(Clients::login).ifPresent(it -> builder.setHeader("Proxy-Authorization", it));
        return builder.build();
    }

    /** The client's own time limit ends where the body begins. */
    private HttpResponse<byte[]> await(HttpClient client, HttpRequest request)
            throws IOException, TimeoutException, InterruptedException {
        var sent = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
        try {
            return sent.get(timing.total().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            sent.cancel(true);
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}

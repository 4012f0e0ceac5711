package dev.waybill.watches.http;

import dev.waybill.network.Clients;
import dev.waybill.network.WrongVariable;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.refs.LsRefs;
import dev.waybill.vcs.refs.RemoteRefs;
import dev.waybill.watches.LastAnswers;
import dev.waybill.watches.Wish;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Speaks git's protocol over HTTP with hosts, gitprotocol-http(5). Redirects are not followed. Thread-safe; the owner closes it. */
final class Host implements AutoCloseable {
    /** Hosts tell git from browsers by the beginning. */
    private static final String USER_AGENT = "git/2 waybill";

    private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";
    private static final String REQUEST = "application/x-git-upload-pack-request";
    private static final String RESULT = "application/x-git-upload-pack-result";

    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** About 100,000 refs; git reads more of them without keeping all in memory. */
    private static final int LARGEST = 8 << 20;

    private final Clients clients;

    /** The repositories that were found to understand version 2 of the protocol: they need not be asked each time. */
    private final Set<String> understanding = ConcurrentHashMap.newKeySet();

    private final LastAnswers lastAnswers = new LastAnswers(LsRefs::answer);

    Host(Clients clients) {
        this.clients = clients;
    }

    static boolean isReachedByHttp(RepositoryUrl url) {
        return url.text().startsWith("https://") || url.text().startsWith("http://");
    }

    /** Whether only the settings of git and the answers decide if this works. A password is never sent without TLS from here. */
    static boolean canAsk(Remote remote) {
        var url = remote.url().text();
        var hasPassword = remote.username() != null && remote.password() != null;
        return url.startsWith("https://") && (remote.username() == null || hasPassword)
                || url.startsWith("http://") && remote.username() == null;
    }

    /** @throws IOException also if git could get an answer */
    RemoteRefs refs(Remote remote, Wish wish) throws IOException, WrongVariable, InterruptedException {
        return lastAnswers.read(url(remote), wish, answer(remote, wish));
    }

    /** The same, unless they still are those that are known. */
    Optional<RemoteRefs> changed(Remote remote, Wish wish, String known)
            throws IOException, WrongVariable, InterruptedException {
        return lastAnswers.changed(url(remote), wish, answer(remote, wish), known);
    }

    private byte[] answer(Remote remote, Wish wish) throws IOException, WrongVariable, InterruptedException {
        var url = url(remote);
        try {
            if (!understanding.contains(url)) {
                understand(remote, url);
            }
            var uri = uri(url + "/git-upload-pack");
            var request = HttpRequest.newBuilder(uri)
                    .setHeader("Content-Type", REQUEST)
                    .setHeader("Accept", RESULT)
                    .POST(BodyPublishers.ofByteArray(LsRefs.request(wish.prefixes())));
            return send(remote, uri, request, RESULT);
        } catch (IOException e) {
            understanding.remove(url);
            throw e;
        }
    }

    private static String url(Remote remote) {
        return remote.url().text().replaceFirst("/+$", "");
    }

    private void understand(Remote remote, String url) throws IOException, WrongVariable, InterruptedException {
        var uri = uri(url + "/info/refs?service=git-upload-pack");
        if (!LsRefs.isOffered(send(remote, uri, HttpRequest.newBuilder(uri), ADVERTISEMENT))) {
            throw new IOException("the host does not offer version 2 of git's protocol");
        }
        understanding.add(url);
    }

    private static URI uri(String text) throws IOException {
        try {
            var uri = URI.create(text);
            if (uri.getHost() == null) { // such as one with an underscore, which git takes
                throw new IOException("the host has a name that only git understands");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IOException("the URL has letters that must be encoded", e);
        }
    }

    private byte[] send(Remote remote, URI uri, HttpRequest.Builder request, String type)
            throws IOException, WrongVariable, InterruptedException {
        var way = clients.way(uri);
        request.timeout(SILENCE).setHeader("User-Agent", USER_AGENT).setHeader("Git-Protocol", "version=2");
        way.flatMap(Clients::login).ifPresent(it -> request.setHeader("Proxy-Authorization", it));
        if (remote.username() != null && remote.password() != null) {
            var login = remote.username() + ":" + remote.password().value();
            request.setHeader(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        var sent = clients.of(uri, way)
                .sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            return body(sent.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS), type);
        } catch (TimeoutException e) {
            throw new IOException("the answer takes too long", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } finally {
            sent.cancel(true);
        }
    }

    private static byte[] body(HttpResponse<byte[]> response, String type) throws IOException {
        var given = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !given.equals(type)) {
            throw new IOException(
                    "the answer has the status %d and another type than %s".formatted(response.statusCode(), type));
        }
        return response.body();
    }

    @Override
    public void close() {
        clients.close();
    }
}

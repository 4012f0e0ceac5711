package dev.waybill.cli.client;

import dev.waybill.cli.terminal.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one server, over HTTP/1.1. Uses {@code HttpURLConnection}, because it starts in 25 ms where {@code HttpClient}
 * takes 130, and reports responses that are cut off.
 */
public final class Connection {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final String url;
    private final String token;
    private final @Nullable BooleanSupplier isThere;
    private final Duration toAnswer;
    private final Network network = new Network(Surroundings.here().variables());

    /**
     * @param isThere for a local server, checks before each request whether it still listens at the URL, because no other server
     *     there, and no proxy, must get the token; null for other servers
     */
    public Connection(String url, String token, @Nullable BooleanSupplier isThere) {
        this(url, token, isThere, TO_ANSWER);
    }

    private Connection(String url, String token, @Nullable BooleanSupplier isThere, Duration toAnswer) {
        this.url = url;
        this.token = token;
        this.isThere = isThere;
        this.toAnswer = toAnswer;
    }

    /** The same for a server that has to answer within this time. */
    Connection within(Duration time) {
        return new Connection(url, token, isThere, time);
    }

    /**
     * A response whose body has not been read yet.
     *
     * @param link its header {@code Link}, which leads to the next page; null if it has none
     */
    public record Answer(
            int status, InputStream body, @Nullable String link) {}

    String url() {
        return url;
    }

    /**
     * Sends a request and waits until the response begins. Requests that change something are never sent twice.
     *
     * @param body JSON, unless a header says otherwise; null for none
     */
    public Answer send(String method, String path, Map<String, String> headers, byte @Nullable [] body)
            throws IOException, CallFailed {
        if (isThere != null && !isThere.getAsBoolean()) {
            throw new ConnectException("the server has stopped");
        }
        try {
            return sendOnce(method, path, headers, body);
        } catch (SSLException e) {
            if (Unreached.isUntrusted(e) && network.canTrustMore()) {
                return sendOnce(method, path, headers, body); // nothing was sent yet
            }
            throw e;
        }
    }

    /** Why it could not be reached. */
    CallFailed unreached(IOException why) throws CallFailed {
        return Unreached.of(url, isThere == null ? network.way(URI.create(url)) : Optional.empty(), why);
    }

    private Answer sendOnce(String method, String path, Map<String, String> headers, byte @Nullable [] body)
            throws IOException, CallFailed {
        var connection = open(path);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (!method.equals("GET")) {
            var bytes = body == null ? new byte[0] : body;
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length); // otherwise the JDK repeats PUT and DELETE on its own
            try (var out = connection.getOutputStream()) {
                out.write(bytes);
            }
        }
        return answer(connection);
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        try {
            var status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_PROXY_AUTH) {
                throw new IOException("the proxy rejected the user or the password, HTTP 407");
            }
            var body = status < HttpURLConnection.HTTP_BAD_REQUEST
                    ? connection.getInputStream()
                    : connection.getErrorStream();
            return new Answer(
                    status, body == null ? InputStream.nullInputStream() : body, connection.getHeaderField("Link"));
        } catch (HttpRetryException e) {
            return new Answer(e.responseCode(), InputStream.nullInputStream(), null); // 401: its body is not available
        }
    }

    private HttpURLConnection open(String path) throws IOException, CallFailed {
        try {
            var address = URI.create(url + "/api/0" + path).toURL();
            var opened = network.open(address, isThere != null);
            if (opened instanceof HttpURLConnection connection) {
                connection.setConnectTimeout((int) TO_CONNECT.toMillis());
                connection.setReadTimeout((int) toAnswer.toMillis());
                connection.setInstanceFollowRedirects(false); // the token is only for this server
                connection.setRequestProperty("Authorization", "Bearer " + token);
                connection.setRequestProperty("Content-Type", "application/json");
                return connection;
            }
        } catch (IllegalArgumentException | java.net.MalformedURLException e) {
            throw new CallFailed(
                    CallFailed.USAGE,
                    "%s is not the URL of a server: %s".formatted(url, String.valueOf(e.getMessage())));
        }
        throw new CallFailed(
                CallFailed.USAGE,
                "%s is not the URL of a server; it must begin with http:// or https://".formatted(url));
    }
}

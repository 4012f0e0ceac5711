package dev.waybill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one server, over HTTP/1.1. Made of {@code HttpURLConnection}, since that takes 25 ms to start where {@code HttpClient} takes
 * 130, and gives up on an answer that breaks off in the middle.
 */
final class Connection {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final String url;
    private final String token;
    private final boolean isDirect;

    /** @param isDirect no proxy is asked, whatever settings say: it would get the token */
    Connection(String url, String token, boolean isDirect) {
        this.url = url;
        this.token = token;
        this.isDirect = isDirect;
    }

    /** An answer whose body is yet to be read. */
    record Answer(int status, InputStream body) {}

    String url() {
        return url;
    }

    /**
     * Sends a request and waits until the answer begins. What changes something is sent once only, whatever happens.
     *
     * @param body of JSON; null for none
     */
    Answer send(String method, String path, Map<String, String> headers, byte @Nullable [] body)
            throws IOException, CallFailed {
        var connection = open(path);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (!method.equals("GET")) {
            var bytes = body == null ? new byte[0] : body;
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length); // without it, PUT and DELETE are sent again unasked
            try (var out = connection.getOutputStream()) {
                out.write(bytes);
            }
        }
        return answer(connection);
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        try {
            var status = connection.getResponseCode();
            var body = status < HttpURLConnection.HTTP_BAD_REQUEST
                    ? connection.getInputStream()
                    : connection.getErrorStream();
            return new Answer(status, body == null ? InputStream.nullInputStream() : body);
        } catch (HttpRetryException e) {
            return new Answer(e.responseCode(), InputStream.nullInputStream()); // 401: its body is not to be had
        }
    }

    private HttpURLConnection open(String path) throws IOException, CallFailed {
        try {
            var address = URI.create(url + "/api/0" + path).toURL();
            var opened = isDirect ? address.openConnection(Proxy.NO_PROXY) : address.openConnection();
            if (opened instanceof HttpURLConnection connection) {
                connection.setConnectTimeout((int) TO_CONNECT.toMillis());
                connection.setReadTimeout((int) TO_ANSWER.toMillis());
                connection.setInstanceFollowRedirects(false); // the token is for this server
                connection.setRequestProperty("Authorization", "Bearer " + token);
                connection.setRequestProperty("Content-Type", "application/json");
                return connection;
            }
        } catch (IllegalArgumentException | java.net.MalformedURLException e) {
            throw new CallFailed(
                    CallFailed.USAGE, "%s is no URL of a server: %s".formatted(url, String.valueOf(e.getMessage())));
        }
        throw new CallFailed(CallFailed.USAGE, "%s is no URL of a server: give http:// or https://".formatted(url));
    }
}

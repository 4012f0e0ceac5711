package dev.waybill.receivers;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.PathRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;

/**
 * Sends messages to receivers that users of apps have named, at public addresses only unless the server allows others. Redirects
 * are not followed. Thread-safe; the owner closes it.
 */
public final class Receivers implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final int BUFFER = 8 << 10;
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final Ways ways;
    private final String version;

    /**
     * @param variables of the server's environment, which name proxies and CAs
     * @param allowsPrivate whether private and loopback addresses can be receivers
     * @param version of Waybill, for the header {@code User-Agent}
     */
    public Receivers(Map<String, String> variables, BooleanSupplier allowsPrivate, String version) {
        this(variables, allowsPrivate, version, TO_CONNECT);
    }

    Receivers(Map<String, String> variables, BooleanSupplier allowsPrivate, String version, Duration toConnect) {
        this.ways = new Ways(variables, new TargetRules(allowsPrivate), toConnect);
        this.version = version;
    }

    /** Why this is not the URL of a receiver, as the end of a sentence; empty if it is. */
    public static Optional<String> objection(String text) {
        try {
            url(text);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a header belongs to the connection, which messages of several apps share. */
    public static boolean isFraming(String header) {
        return FRAMING.contains(header.strip().toLowerCase(Locale.ROOT));
    }

    /** @throws IOException if it is not an http or https URL with a host and without a user; the message does not contain it */
    public static URI url(String text) throws IOException {
        try {
            var url = new URI(text.strip());
            var scheme = String.valueOf(url.getScheme());
            if (scheme.matches("(?i)https?") && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException _) { // its message contains the URL, which can be a secret
        }
        throw new IOException("must be an http or https URL with a host, without a user name");
    }

    /**
     * Blocks, for at most 25 seconds. Reads 64 KB of the answer.
     *
     * @throws Unreached if there is no answer
     */
    public Answer send(Message message) throws Unreached, InterruptedException {
        return send(message, LARGEST_ANSWER);
    }

    /**
     * The same for an answer that can be longer.
     *
     * @param most bytes of it to read
     */
    public Answer send(Message message, int most) throws Unreached, InterruptedException {
        return send(message, most, LONGEST);
    }

    /**
     * The same for one of several messages that share the time.
     *
     * @param longest to wait, at most the usual time; nothing is sent if it is not positive
     */
    public Answer send(Message message, Duration longest) throws Unreached, InterruptedException {
        if (!longest.isPositive()) {
            throw Unreached.because(
                    "%s answered too slowly: no time is left for the remaining requests"
                            .formatted(message.url().getHost()),
                    new TimeoutException());
        }
        return send(message, LARGEST_ANSWER, longest.compareTo(LONGEST) < 0 ? longest : LONGEST);
    }

    /**
     * The same for a longer answer in less time.
     *
     * @param most bytes of the answer to read
     * @param longest to wait
     */
    public Answer send(Message message, int most, Duration longest) throws Unreached, InterruptedException {
        return exchange(message.url(), longest, () -> answer(request(message, longest), most, longest));
    }

    /**
     * Puts a file, without a type of its content. Blocks.
     *
     * @param longest to wait for the answer
     */
    public Answer put(URI url, Path file, Duration longest) throws Unreached, InterruptedException {
        return exchange(url, longest, () -> {
            var request = request(new Message("PUT", url, Map.of("Content-Type", ""), ""), longest);
            return answer(request.body(new PathRequestContent("", file)), LARGEST_ANSWER, longest);
        });
    }

    /**
     * Opens an answer of any length, to be read while it is made. Blocks until it begins.
     *
     * @param silence the longest time without a byte of it
     */
    public Incoming open(Message message, Duration silence) throws Unreached, InterruptedException {
        return exchange(message.url(), silence, () -> {
            var request = request(message, Duration.ZERO).idleTimeout(silence.toMillis(), TimeUnit.MILLISECONDS);
            return Incoming.open(request, silence);
        });
    }

    private Request request(Message message, Duration longest) throws IOException {
        return ways.to(message.url())
                .newRequest(message.url())
                .method(message.method())
                .timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .body(new StringRequestContent(
                        message.headers().getOrDefault("Content-Type", "application/octet-stream"),
                        message.body(),
                        StandardCharsets.UTF_8))
                .headers(fields -> {
                    message.headers().forEach((name, value) -> {
                        if (!isFraming(name)) {
                            fields.put(name, value);
                        }
                    });
                    fields.put("User-Agent", "Waybill/" + version);
                });
    }

    /** Something that is done with a receiver. */
    private interface Exchange<T> {
        T run() throws IOException, TimeoutException, InterruptedException;
    }

    private static <T> T exchange(URI url, Duration longest, Exchange<T> exchange)
            throws Unreached, InterruptedException {
        var host = url.getHost();
        try {
            return exchange.run();
        } catch (SocketTimeoutException e) { // an InterruptedIOException, although nobody has interrupted this thread
            throw Unreached.because("%s could not be reached: it does not accept connections".formatted(host), e);
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (TargetRules.Forbidden e) {
            throw Unreached.forbidden(e);
        } catch (TimeoutException e) {
            throw Unreached.because(
                    "%s did not answer within %d s".formatted(host, Math.ceilDiv(longest.toMillis(), 1000)), e);
        } catch (UnknownHostException e) {
            throw Unreached.because("the name %s is not known".formatted(host), e);
        } catch (IOException e) {
            throw Unreached.because("%s %s".formatted(host, reason(e)), e);
        }
    }

    /** The receiver has the message once its answer begins, whatever becomes of the rest. */
    private static Answer answer(Request request, int most, Duration longest)
            throws IOException, TimeoutException, InterruptedException {
        var listener = new InputStreamResponseListener();
        request.send(listener);
        try (var content = listener.getInputStream()) {
            var response = listener.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            response.getHeaders().forEach(field -> headers.put(field.getName(), String.valueOf(field.getValue())));
            return new Answer(response.getStatus(), headers, beginning(content, most));
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case TimeoutException late -> throw late;
                case null, default -> throw new IOException(e.getCause());
            }
        }
    }

    private static String beginning(InputStream content, int most) throws InterruptedIOException {
        var beginning = new ByteArrayOutputStream();
        var bytes = new byte[Math.min(most, BUFFER)];
        try {
            while (beginning.size() < most) {
                var read = content.read(bytes, 0, Math.min(bytes.length, most - beginning.size()));
                if (read < 0) {
                    break;
                }
                beginning.write(bytes, 0, read);
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException _) { // what came before is enough
        }
        return beginning.toString(StandardCharsets.UTF_8);
    }

    /** The client's own messages contain the request, whose path can be secret. */
    private static String reason(IOException e) {
        return switch (e) {
            case EOFException _ -> "closed the connection without an answer";
            case ConnectException _ -> "could not be reached: the connection was refused";
            case SSLException _ -> "could not be reached: there is no trusted TLS connection to it";
            case SocketException _ -> "could not be reached: the connection was lost";
            default -> "could not be reached (%s)".formatted(e.getClass().getSimpleName());
        };
    }

    @Override
    public void close() {
        ways.close();
    }
}

package dev.waybill.receivers;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;

/**
 * Sends messages to receivers that users of apps have named, at public addresses only unless the server allows others. Redirects
 * are not followed. Thread-safe; the owner closes it.
 */
public final class Receivers implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final int LARGEST_ANSWER = 1 << 20;

    private final Ways ways;
    private final String version;

    /**
     * @param variables of the server's environment, which name proxies and CAs
     * @param allowsPrivate whether private and loopback addresses can be receivers
     * @param version of Waybill, for the header {@code User-Agent}
     */
    public Receivers(Map<String, String> variables, BooleanSupplier allowsPrivate, String version) {
        this.ways = new Ways(variables, new TargetRules(allowsPrivate));
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
     * Blocks, for at most 25 seconds.
     *
     * @throws Unreached if there is no answer
     */
    public Answer send(Message message) throws Unreached, InterruptedException {
        var host = message.url().getHost();
        try {
            var request = ways.to(message.url())
                    .newRequest(message.url())
                    .method(message.method())
                    .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                    .body(new StringRequestContent(
                            message.headers().getOrDefault("Content-Type", "application/octet-stream"),
                            message.body(),
                            StandardCharsets.UTF_8))
                    .headers(fields -> {
                        message.headers().forEach(fields::put);
                        fields.put("User-Agent", "Waybill/" + version);
                    });
            return answer(await(request));
        } catch (TargetRules.Forbidden e) {
            throw Unreached.forbidden(e);
        } catch (TimeoutException e) {
            throw Unreached.because("%s did not answer within %d s".formatted(host, LONGEST.toSeconds()), e);
        } catch (UnknownHostException e) {
            throw Unreached.because("the name %s is not known".formatted(host), e);
        } catch (IOException e) {
            throw Unreached.because("%s could not be reached (%s)".formatted(host, reason(e)), e);
        }
    }

    private static ContentResponse await(Request request) throws IOException, TimeoutException, InterruptedException {
        var sent = new CompletableResponseListener(request, LARGEST_ANSWER).send();
        try {
            return sent.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case TimeoutException late -> throw late;
                case null, default -> throw new IOException(e.getCause());
            }
        } finally {
            sent.cancel(true);
        }
    }

    private static Answer answer(ContentResponse response) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        response.getHeaders().forEach(field -> headers.put(field.getName(), String.valueOf(field.getValue())));
        var body = response.getContentAsString();
        return new Answer(response.getStatus(), headers, body == null ? "" : body);
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        ways.close();
    }
}

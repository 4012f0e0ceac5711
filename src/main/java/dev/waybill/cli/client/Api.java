package dev.waybill.cli.client;

import dev.waybill.cli.terminal.Moments;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A server's API. Blocks; for one thread. Retries requests that can safely be sent twice if the server cannot be reached. */
public final class Api {
    private static final int TOO_MANY = 429;
    /** Statuses of a server without its database, a proxy without its server, and a token with too many requests. */
    private static final Set<Integer> PASSING = Set.of(TOO_MANY, 502, 503, 504);

    /** The status for a range that contains nothing. */
    public static final int EMPTY_RANGE = 416;

    /** The status if the response contains everything instead of a range. */
    public static final int WHOLE = 200;

    /** The next page of a list; only its query is used, because its public URL may lead elsewhere. */
    private static final Pattern NEXT = Pattern.compile("<[^>?]*(\\?[^>]*)>; *rel=\"?next\"?");

    private static final int MOST_PAGES = 1_000;

    private final Connection connection;
    private final Patience patience;
    private final Consumer<String> words;
    private boolean hasChanged;
    private boolean hasRepeated;

    /** @param words receives the reason of every retry */
    public Api(Connection connection, Patience patience, Consumer<String> words) {
        this.connection = connection;
        this.patience = patience;
        this.words = words;
    }

    /** The same server with another patience. */
    public Api with(Patience other, Consumer<String> otherWords) {
        return new Api(connection, other, otherWords);
    }

    /** The same server, which has to answer within this time, without retries. */
    public Api once(Duration time) {
        return new Api(connection.within(time), Patience.NONE, words);
    }

    public JsonNode get(String path) throws CallFailed, InterruptedException {
        return again(() -> read(send("GET", path, Map.of(), null)));
    }

    /** A whole list, page by page. */
    public JsonNode all(String path) throws CallFailed, InterruptedException {
        var all = pages(path, Integer.MAX_VALUE);
        if (all.isCut()) {
            words.accept("there are more than these %d".formatted(all.items().size()));
        }
        return all.items();
    }

    /** The first entries of a list, page by page. */
    public JsonNode first(int most, String path) throws CallFailed, InterruptedException {
        return pages(path, most).items();
    }

    private record Pages(ArrayNode items, boolean isCut) {}

    private Pages pages(String path, int most) throws CallFailed, InterruptedException {
        var all = JsonMapper.shared().createArrayNode();
        var list = path.replaceFirst("\\?.*", "");
        var query = path.substring(list.length());
        for (var page = 0; page < MOST_PAGES; page++) {
            var answer = open(list + query, Map.of());
            var read = read(answer);
            read.valueStream().limit(most - all.size()).forEach(all::add);
            var next = NEXT.matcher(Objects.requireNonNullElse(answer.link(), ""));
            if (read.isEmpty() || all.size() >= most || !next.find()) {
                return new Pages(all, false);
            }
            query = next.group(1);
        }
        return new Pages(all, true);
    }

    /** Opens a success that is no JSON document, or the answer that the range is empty; the caller closes the body. */
    public Connection.Answer open(String path, Map<String, String> headers) throws CallFailed, InterruptedException {
        return again(() -> {
            var answer = send("GET", path, headers, null);
            if (isSuccess(answer.status()) || answer.status() == EMPTY_RANGE) {
                return answer;
            }
            throw refusal(answer);
        });
    }

    /** Sends a POST once, or again if the server answers that nothing was changed. */
    public JsonNode post(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return again(NotReachable::isUndone, () -> change("POST", path, Map.of(), body));
    }

    /** The same with an idempotency key, so it can be sent again. */
    public JsonNode postOnce(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return postOnce(path, body, UUID.randomUUID().toString());
    }

    /** The same with a key that the caller has chosen. */
    public JsonNode postOnce(String path, Map<String, ?> body, String key) throws CallFailed, InterruptedException {
        return again(() -> change("POST", path, Map.of("Idempotency-Key", key), body));
    }

    /** Sends bytes in a POST, once; a header names their type. */
    public JsonNode postBytes(String path, Map<String, String> headers, byte[] bytes) throws CallFailed {
        return read(send("POST", path, headers, bytes));
    }

    /** Sends a PUT, which can be repeated. */
    public JsonNode put(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return again(() -> change("PUT", path, Map.of(), body));
    }

    /** Sends a PUT once, like a POST, because a repetition would be refused. */
    public JsonNode putOnce(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return again(NotReachable::isUndone, () -> change("PUT", path, Map.of(), body));
    }

    /** Sent once, because a repetition would find nothing. */
    public JsonNode delete(String path) throws CallFailed, InterruptedException {
        return again(NotReachable::isUndone, () -> change("DELETE", path, Map.of(), null));
    }

    /** Whether a request has changed something on the server. */
    public boolean hasChanged() {
        return hasChanged;
    }

    /** Whether a request was repeated, so that an earlier one may already have been carried out. */
    public boolean hasRepeated() {
        return hasRepeated;
    }

    /** Escapes a part of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @FunctionalInterface
    private interface Try<T> {
        T run() throws CallFailed;
    }

    private <T> T again(Try<T> call) throws CallFailed, InterruptedException {
        return again(_ -> true, call);
    }

    private <T> T again(Predicate<NotReachable> mayRepeat, Try<T> call) throws CallFailed, InterruptedException {
        var said = "";
        for (var delay : patience.delays()) {
            try {
                return call.run();
            } catch (NotReachable e) {
                if (!mayRepeat.test(e)) {
                    throw e;
                }
                var why = String.valueOf(e.getMessage());
                words.accept((why.equals(said) ? "" : why + "; ") + "retrying in " + Moments.seconds(delay));
                said = why;
                hasRepeated = true;
                Thread.sleep(delay);
            }
        }
        return last(call, said);
    }

    /** The last try; its reason is not repeated if it was already printed. */
    private <T> T last(Try<T> call, String said) throws CallFailed {
        try {
            return call.run();
        } catch (NotReachable e) {
            throw said.equals(e.getMessage())
                    ? new NotReachable("gave up after %d attempts"
                            .formatted(patience.delays().size() + 1))
                    : e;
        }
    }

    private JsonNode change(String method, String path, Map<String, String> headers, @Nullable Map<String, ?> body)
            throws CallFailed {
        var bytes = body == null ? null : JsonMapper.shared().writeValueAsBytes(body);
        var answer = read(send(method, path, headers, bytes));
        hasChanged = !path.contains("dry_run=true");
        return answer;
    }

    private Connection.Answer send(String method, String path, Map<String, String> headers, byte @Nullable [] body)
            throws CallFailed {
        try {
            return connection.send(method, path, headers, body);
        } catch (IOException e) {
            throw connection.unreached(e);
        }
    }

    private JsonNode read(Connection.Answer answer) throws CallFailed {
        try (var in = answer.body()) {
            return json(answer.status(), in.readAllBytes());
        } catch (IOException e) {
            throw connection.unreached(e);
        }
    }

    private JsonNode json(int status, byte[] bytes) throws CallFailed {
        var body = parsed(status, bytes);
        if (isSuccess(status)) {
            return body;
        }
        throw refusal(status, body);
    }

    private CallFailed refusal(Connection.Answer answer) throws CallFailed {
        try (var in = answer.body()) {
            return refusal(answer.status(), parsed(answer.status(), in.readAllBytes()));
        } catch (IOException e) {
            return connection.unreached(e);
        }
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private CallFailed refusal(int status, JsonNode body) {
        return PASSING.contains(status)
                ? new NotReachable(Refusal.sentence(body), isUndone(status, body))
                : new CallFailed(
                        isRefused(body) ? CallFailed.REFUSED : CallFailed.FAILED, Refusal.sentence(body), body);
    }

    /** Whether nothing was changed; other failures of the database can come after the change. */
    private static boolean isUndone(int status, JsonNode body) {
        return status == TOO_MANY || body.path("retryable").asBoolean(false);
    }

    /** Whether a gate or another user's lock refused. */
    private static boolean isRefused(JsonNode body) {
        return body.has("blockers") || body.has("lock");
    }

    private JsonNode parsed(int status, byte[] body) throws CallFailed {
        if (status == 401 && body.length == 0) {
            throw new CallFailed(
                    CallFailed.FAILED, "the server at %s does not accept this token".formatted(connection.url()));
        }
        try {
            var read = JsonMapper.shared().readTree(body);
            if (read.isContainer()) {
                return read;
            }
        } catch (JacksonException e) {
            // answered below, like JSON that is neither object nor list
        }
        var sentence = "the server at %s is not a Waybill server (HTTP %d)".formatted(connection.url(), status);
        throw PASSING.contains(status)
                ? new NotReachable(sentence)
                : new CallFailed(CallFailed.NOT_REACHABLE, sentence);
    }
}

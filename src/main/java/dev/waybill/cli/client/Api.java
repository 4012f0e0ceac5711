package dev.waybill.cli.client;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** A server's API. Blocks; one thread. What may be sent twice is tried again when the server is not reached. */
public final class Api {
    private static final int TOO_MANY = 429;

    /** Of the server without its database, of a proxy without its server, and of a token of which others ask a lot. */
    private static final Set<Integer> PASSING = Set.of(TOO_MANY, 502, 503, 504);

    /** The status of an answer to a request for a range in which there is nothing. */
    public static final int EMPTY_RANGE = 416;

    /** The status of an answer to a request for a range that gives everything instead. */
    public static final int WHOLE = 200;

    /** Where a list goes on; only its query counts, since the URL is the public one, which may be another's. */
    private static final Pattern NEXT = Pattern.compile("<[^>?]*(\\?[^>]*)>; *rel=\"?next\"?");

    private static final int MOST_PAGES = 1_000;

    private final Connection connection;
    private final Patience patience;
    private final Consumer<String> words;
    private boolean hasChanged;
    private boolean hasRepeated;

    /** @param words hears why a call is tried again */
    public Api(Connection connection, Patience patience, Consumer<String> words) {
        this.connection = connection;
        this.patience = patience;
        this.words = words;
    }

    /** The same server, waited for otherwise. */
    public Api with(Patience other, Consumer<String> otherWords) {
        return new Api(connection, other, otherWords);
    }

    public JsonNode get(String path) throws CallFailed, InterruptedException {
        return again(() -> read(send("GET", path, Map.of(), null)));
    }

    /** A whole list, however many pages it has. */
    public JsonNode all(String path) throws CallFailed, InterruptedException {
        var all = pages(path, Integer.MAX_VALUE);
        if (all.isCut()) {
            words.accept("there are more than these %d".formatted(all.items().size()));
        }
        return all.items();
    }

    /** The first of a list, on however many pages they are. */
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

    /**
     * Begins to read what is no single JSON document; the caller closes the body.
     *
     * @return a success, or that the range which was asked for is empty
     */
    public Connection.Answer open(String path, Map<String, String> headers) throws CallFailed, InterruptedException {
        return again(() -> {
            var answer = send("GET", path, headers, null);
            if (isSuccess(answer.status()) || answer.status() == EMPTY_RANGE) {
                return answer;
            }
            throw refusal(answer);
        });
    }

    /** Sent once, unless the server answers that it has changed nothing. */
    public JsonNode post(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return again(NotReachable::isUndone, () -> change("POST", path, Map.of(), body));
    }

    /** The same for what the server does once only, however often it is sent. */
    public JsonNode postOnce(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return again(() -> change("POST", path, key, body));
    }

    /** What is so already becomes so again. */
    public JsonNode put(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return again(() -> change("PUT", path, Map.of(), body));
    }

    /** Sent once, as a POST is, since saying the same again would be a mistake. */
    public JsonNode putOnce(String path, Map<String, ?> body) throws CallFailed, InterruptedException {
        return again(NotReachable::isUndone, () -> change("PUT", path, Map.of(), body));
    }

    /** Sent once as well: whoever heard no answer to the first would be told that there is no such thing. */
    public JsonNode delete(String path) throws CallFailed, InterruptedException {
        return again(NotReachable::isUndone, () -> change("DELETE", path, Map.of(), null));
    }

    /** Whether the server has done something for it, other than to answer. */
    public boolean hasChanged() {
        return hasChanged;
    }

    /** Whether something was sent again, and so may have been done before the answer that counts. */
    public boolean hasRepeated() {
        return hasRepeated;
    }

    /** A part of a path. */
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

    /** What was said already is not said again. */
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
                ? new NotReachable(sentence(body), isUndone(status, body))
                : new CallFailed(isRefused(body) ? CallFailed.REFUSED : CallFailed.FAILED, sentence(body), body);
    }

    /** Other failures may come after the server has taken the change. */
    private static boolean isUndone(int status, JsonNode body) {
        return status == TOO_MANY || body.path("retryable").asBoolean(false);
    }

    /** By a gate, or by the lock that somebody else has. */
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

    /** The error, and a line for each blocker; once, where the error is what the blockers say. */
    private static String sentence(JsonNode body) {
        var error = Clean.line(body.path("error").asString("the server gave no reason"));
        var blockers = body.path("blockers");
        var lines = blockers.valueStream()
                .map(it -> "%s: %s".formatted(Clean.cell(it.path("code")), Clean.cell(it.path("message"))))
                .toList();
        var isSaid = blockers.valueStream().allMatch(it -> error.contains(Clean.cell(it.path("message"))));
        return lines.isEmpty() || !isSaid
                ? Stream.concat(Stream.of(error), lines.stream().map(line -> "  " + line))
                        .collect(Collectors.joining("\n"))
                : String.join("\n", lines);
    }
}

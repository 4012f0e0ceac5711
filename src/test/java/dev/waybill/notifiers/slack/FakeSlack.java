package dev.waybill.notifiers.slack;

import dev.waybill.receivers.Answer;
import dev.waybill.receivers.FakeReceiver;
import dev.waybill.receivers.FakeReceiver.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The part of Slack's Web API that a bot needs, with one channel and direct messages, as its documentation says. Thread-safe. */
public final class FakeSlack implements AutoCloseable {
    public static final String TOKEN = "xoxb-secret-1";
    public static final String CHANNEL = "C0123456789";

    private final FakeReceiver receiver = new FakeReceiver();
    private final Supplier<Instant> clock;
    private final FakeMembers members = new FakeMembers();
    private final Power power = new Power();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, List<Answer>> next = new HashMap<>();
    private final Map<String, Integer> lost = new HashMap<>();
    private boolean isReadable = true;
    private int longestPage = 2; // so that there are several
    private int count;

    public FakeSlack(Supplier<Instant> clock) throws IOException {
        this.clock = clock;
        answers("chat.postMessage", request -> post(request.json()));
        answers("chat.update", request -> update(request.json()));
        answers("conversations.history", request -> read(form(request), null));
        answers("conversations.replies", request -> {
            var form = form(request);
            return read(form, form.get("ts"));
        });
        answers("users.lookupByEmail", request -> members.lookUp(form(request)));
        answers("conversations.open", request -> members.open(form(request)));
    }

    private interface Method {
        Map<String, Object> answer(Received request);
    }

    /**
     * A message.
     *
     * @param channel its id
     * @param thread the timestamp of the message that it replies to; null if it replies to none
     * @param shown what it has shown so far, the present last
     */
    public record Message(
            String channel, String ts, @Nullable String thread, JsonNode metadata, List<JsonNode> shown) {
        public JsonNode now() {
            return shown.getLast();
        }

        public String text() {
            return now().path("text").asString("");
        }
    }

    public String root() {
        return receiver.url("/api");
    }

    /** Without it, Slack does nothing, and gives no answer. */
    Power power() {
        return power;
    }

    public FakeSlack member(String email, String id) {
        members.add(email, id);
        return this;
    }

    /** Messages in the channel that reply to none. */
    public synchronized List<Message> messages() {
        return messages.values().stream()
                .filter(it -> it.thread() == null && it.channel().equals(CHANNEL))
                .toList();
    }

    /** Direct messages to a member. */
    synchronized List<Message> directTo(String member) {
        return messages.values().stream()
                .filter(it -> FakeMembers.isDirect(it.channel())
                        && FakeMembers.of(it.channel()).equals(member))
                .toList();
    }

    public synchronized List<Message> replies() {
        return messages.values().stream().filter(it -> it.thread() != null).toList();
    }

    public List<Received> calls(String method) {
        return receiver.at("/api/" + method);
    }

    /** The next call fails with an error. */
    public FakeSlack failing(String method, String error) {
        return failing(method, new Answer(200, Map.of(), json(Map.of("ok", false, "error", error))));
    }

    public synchronized FakeSlack failing(String method, Answer answer) {
        next.computeIfAbsent(method, _ -> new ArrayList<>()).add(answer);
        return this;
    }

    /** The next calls are carried out, and have no answer. */
    public synchronized FakeSlack losing(String method, int calls) {
        lost.put(method, calls);
        return this;
    }

    /** A method has no answer until then. */
    public void hanging(String method, CountDownLatch until) {
        receiver.answers("/api/" + method, request -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return answer(method, _ -> error("internal_error"), request);
        });
    }

    /** The bot has no scope to read the channel. */
    public synchronized FakeSlack unreadable() {
        isReadable = false;
        return this;
    }

    /** As many messages in a page as it is asked for, up to so many. */
    synchronized FakeSlack inPagesOf(int most) {
        longestPage = most;
        return this;
    }

    public synchronized void delete(Message message) {
        messages.remove(message.ts());
    }

    synchronized void deleteAll() {
        messages.clear();
    }

    private void answers(String name, Method method) {
        receiver.answers("/api/" + name, request -> answer(name, method, request));
    }

    private synchronized Answer answer(String name, Method method, Received request) {
        if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
            return new Answer(200, Map.of(), json(error("invalid_auth")));
        }
        var failures = next.getOrDefault(name, List.of());
        if (!failures.isEmpty()) {
            return failures.removeFirst();
        }
        power.step();
        var answer = method.answer(request);
        power.step();
        if (lost.merge(name, -1, Integer::sum) >= 0) {
            throw new UncheckedIOException(new IOException("the answer is lost"));
        }
        return new Answer(200, Map.of(), json(answer));
    }

    private Map<String, Object> post(JsonNode message) {
        var channel = message.path("channel").asString("");
        if (!channel.equals(CHANNEL) && !FakeMembers.isDirect(channel)) {
            return error("channel_not_found");
        }
        var ts = "%d.%06d".formatted(clock.get().getEpochSecond(), ++count);
        var thread = message.path("thread_ts").asString(null);
        var shown = new ArrayList<>(List.of(message));
        messages.put(ts, new Message(channel, ts, thread, message.path("metadata"), shown));
        return Map.of("ok", true, "channel", channel, "ts", ts);
    }

    private Map<String, Object> update(JsonNode message) {
        var ts = message.path("ts").asString("");
        var old = messages.get(ts);
        if (old == null) {
            return error("message_not_found");
        }
        old.shown().add(message);
        return Map.of("ok", true, "channel", CHANNEL, "ts", ts);
    }

    /** Methods that read take no JSON. */
    private static Map<String, String> form(Received request) {
        return Arrays.stream(request.body().split("&"))
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
    }

    private Map<String, Object> read(Map<String, String> form, @Nullable String thread) {
        if (!isReadable) {
            return Map.of(
                    "ok", false, "error", "missing_scope", "needed", "channels:history", "provided", "chat:write");
        }
        var all = messages.values().stream()
                .filter(it -> it.channel().equals(form.get("channel")))
                .filter(it -> thread == null ? it.thread() == null : thread.equals(it.thread()))
                .filter(it -> it.ts().compareTo(form.getOrDefault("oldest", "0")) > 0)
                .toList()
                .reversed();
        var from = Integer.parseInt(form.getOrDefault("cursor", "0"));
        var size = Math.min(longestPage, Integer.parseInt(form.getOrDefault("limit", "100")));
        var page = all.stream().skip(from).limit(size).map(FakeSlack::json);
        var cursor = from + size < all.size() ? Integer.toString(from + size) : "";
        return Map.of("ok", true, "messages", page.toList(), "response_metadata", Map.of("next_cursor", cursor));
    }

    private static Map<String, Object> json(Message message) {
        return Map.of(
                "type", "message",
                "ts", message.ts(),
                "text", message.text(),
                "blocks", message.now().path("blocks"),
                "metadata", message.metadata());
    }

    private static Map<String, Object> error(String error) {
        return Map.of("ok", false, "error", error);
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    @Override
    public void close() {
        receiver.close();
    }
}

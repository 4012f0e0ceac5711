package dev.waybill.slack;

import dev.waybill.receivers.Answer;
import dev.waybill.receivers.FakeReceiver;
import dev.waybill.receivers.FakeReceiver.Received;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an app of Slack needs: the methods of its Web API, and Socket Mode, as their documentation says. */
final class FakeWorkspace implements AutoCloseable {
    static final String TEAM = "T0000000001";
    static final String CHANNEL = "C0000000001";
    static final String APP_TOKEN = "xapp-1-secret";
    static final String BOT_TOKEN = "xoxb-1-secret";

    private final FakeReceiver receiver = new FakeReceiver();
    private final FakeSocketMode socket = new FakeSocketMode();
    private final AtomicInteger triggers = new AtomicInteger();
    private final Map<String, Map<String, Object>> members = new HashMap<>();
    private final Map<String, Queue<Function<Received, Answer>>> failures = new ConcurrentHashMap<>();
    private final List<JsonNode> said = new CopyOnWriteArrayList<>();

    FakeWorkspace() throws Exception {
        method("auth.test", BOT_TOKEN, _ -> Map.of("ok", true, "team_id", TEAM, "team", "acme", "user", "waybill"));
        method("apps.connections.open", APP_TOKEN, _ -> Map.of("ok", true, "url", socket.url()));
        method("users.info", BOT_TOKEN, it -> {
            var id = it.body().replaceFirst(".*user=", "");
            return Map.of("ok", true, "user", members.getOrDefault(id, Map.of("id", id, "team_id", TEAM)));
        });
        method("chat.postMessage", BOT_TOKEN, this::post);
        method("conversations.replies", BOT_TOKEN, _ -> Map.of("ok", true, "messages", said));
        receiver.answers("/respond", request -> failure("respond", request).orElse(new Answer(200, Map.of(), "ok")));
        method("chat.update", BOT_TOKEN, _ -> Map.of("ok", true, "ts", "1.000002", "channel", CHANNEL));
        method("chat.postEphemeral", BOT_TOKEN, _ -> Map.of("ok", true, "message_ts", "1.000002"));
    }

    private interface Method {
        Map<String, Object> answer(Received request);
    }

    private void method(String name, String token, Method method) {
        receiver.answers("/api/" + name, request -> {
            var isKnown = ("Bearer " + token).equals(request.headers().get("authorization"));
            return failure(name, request).orElseGet(() -> {
                var answer = isKnown ? method.answer(request) : Map.of("ok", false, "error", "invalid_auth");
                return new Answer(200, Map.of(), JsonMapper.shared().writeValueAsString(answer));
            });
        });
    }

    private Map<String, Object> post(Received request) {
        said.add(request.json());
        return Map.of("ok", true, "ts", "1.000002", "channel", CHANNEL);
    }

    private Optional<Answer> failure(String method, Received request) {
        return Optional.ofNullable(failures.getOrDefault(method, new ConcurrentLinkedQueue<>())
                        .poll())
                .map(it -> it.apply(request));
    }

    /** One of the next calls of a method, or of a response URL ({@code respond}), is answered so, and does nothing. */
    void failing(String method, Answer answer) {
        fail(method, _ -> answer);
    }

    /** One of the next calls posts its message, and has no answer that says so. */
    void losing() {
        fail("chat.postMessage", request -> {
            post(request);
            return new Answer(503, Map.of(), "");
        });
    }

    private void fail(String method, Function<Received, Answer> with) {
        failures.computeIfAbsent(method, _ -> new ConcurrentLinkedQueue<>()).add(with);
    }

    /** What was posted. */
    List<JsonNode> said() {
        return List.copyOf(said);
    }

    /** The bot is no member of the channel any more, or is one again. */
    void remove(boolean isRemoved) {
        method(
                "chat.postMessage",
                BOT_TOKEN,
                request -> isRemoved ? Map.of("ok", false, "error", "not_in_channel") : post(request));
    }

    String root() {
        return receiver.url("/api");
    }

    FakeSocketMode socket() {
        return socket;
    }

    /** Somebody whose address Slack has confirmed, or not. */
    void member(String id, String team, String email, boolean isConfirmed) {
        members.put(
                id,
                Map.of(
                        "id", id,
                        "team_id", team,
                        "is_email_confirmed", isConfirmed,
                        "profile", Map.of("email", email)));
    }

    /** What has come to a method, in order, once there is so much. */
    List<Received> await(String method, int count) throws InterruptedException {
        return receiver.await("/api/" + method, count);
    }

    List<Received> calls(String method) {
        return receiver.at("/api/" + method);
    }

    /** What has come to the response URLs of commands and buttons, in order, once there is so much. */
    List<JsonNode> awaitResponses(int count) throws InterruptedException {
        return receiver.await("/respond", count).stream().map(Received::json).toList();
    }

    /** Somebody types a slash command. @return the answer to it */
    JsonNode command(String member, String text) throws InterruptedException {
        var before = receiver.at("/respond").size();
        socket.send("slash_commands", commanded(member, TEAM, CHANNEL, text));
        return awaitResponses(before + 1).getLast();
    }

    JsonNode commanded(String member, String team, String channel, String text) {
        return json(Map.of(
                "command",
                "/deploy",
                "text",
                text,
                "user_id",
                member,
                "team_id",
                team,
                "channel_id",
                channel,
                "channel_name",
                "deploys",
                "trigger_id",
                "trigger-" + triggers.incrementAndGet(),
                "response_url",
                receiver.url("/respond")));
    }

    /** Somebody mentions the bot. */
    JsonNode mentioned(String member, String text) {
        return mentioned(member, TEAM, text);
    }

    /** Somebody of another workspace does, in a channel that both share. */
    JsonNode mentionedFromOutside(String member, String text) {
        return mentioned(member, "T0000000009", text);
    }

    private JsonNode mentioned(String member, String team, String text) {
        return said(member, team, "<@U0BOT> " + text);
    }

    /** Somebody of our own workspace mentions the bot in a text as Slack sends it. */
    JsonNode said(String member, String text) {
        return said(member, TEAM, text);
    }

    private JsonNode said(String member, String team, String text) {
        var event = Map.of(
                "type", "app_mention",
                "user", member,
                "team", TEAM,
                "user_team", team,
                "text", text,
                "ts", "1.000001",
                "channel", CHANNEL);
        return json(Map.of(
                "type",
                "event_callback",
                "event_id",
                "Ev" + triggers.incrementAndGet(),
                "is_ext_shared_channel",
                !team.equals(TEAM),
                "authorizations",
                List.of(Map.of("team_id", TEAM, "user_id", "U0BOT", "is_bot", true)),
                "event",
                event));
    }

    /** Somebody presses a button of a message that has just been posted. */
    JsonNode pressed(String member, String action, String value) {
        return pressed(
                member, action, value, "%d.000001".formatted(Instant.now().getEpochSecond()));
    }

    /** @param shownAt the timestamp of the message */
    JsonNode pressed(String member, String action, String value, String shownAt) {
        return json(Map.of(
                "type", "block_actions",
                "trigger_id", "trigger-" + triggers.incrementAndGet(),
                "user", Map.of("id", member, "team_id", TEAM),
                "channel", Map.of("id", CHANNEL, "name", "deploys"),
                "container", Map.of("message_ts", shownAt, "is_ephemeral", false),
                "actions", List.of(Map.of("action_id", action, "value", value)),
                "response_url", receiver.url("/respond")));
    }

    private static JsonNode json(Map<String, ?> map) {
        return JsonMapper.shared().valueToTree(map);
    }

    /** The words of an answer. */
    static String words(JsonNode answer) {
        var words = new StringBuilder();
        for (var element :
                answer.path("blocks").path(0).path("elements").path(0).path("elements")) {
            words.append(element.path("text")
                    .asString(
                            element.path("url").asString(element.path("user_id").asString(""))));
        }
        return words.toString();
    }

    /** The buttons of an answer. */
    static List<JsonNode> buttons(JsonNode answer) {
        return answer.path("blocks").path(1).path("elements").valueStream().toList();
    }

    @Override
    public void close() {
        socket.close();
        receiver.close();
    }
}

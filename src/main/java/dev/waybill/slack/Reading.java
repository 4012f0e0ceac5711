package dev.waybill.slack;

import dev.waybill.chat.Press;
import dev.waybill.chat.grammar.Form;
import dev.waybill.notifiers.slack.Buttons;
import dev.waybill.slack.socket.Envelope;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what Slack sends: mentions and direct messages, slash commands, and buttons. */
final class Reading {
    /** What Slack calls channels whose names it does not say. */
    private static final Set<String> UNNAMED = Set.of("", "directmessage", "privategroup");

    private Reading() {}

    /** Empty for what is not for us, such as our own messages. */
    static Optional<Said> of(Envelope envelope) {
        var payload = envelope.payload();
        return switch (envelope.type()) {
            case "events_api" -> message(payload, payload.path("event"));
            case "slash_commands" -> Optional.of(command(envelope, payload));
            case "interactive" ->
                button(envelope, payload, payload.path("actions").path(0));
            default -> Optional.empty();
        };
    }

    private static Optional<Said> message(JsonNode payload, JsonNode event) {
        var type = text(event, "type");
        var isForUs = type.equals("app_mention")
                || type.equals("message") && text(event, "channel_type").equals("im");
        if (!isForUs
                || event.has("bot_id")
                || event.has("subtype")
                || text(event, "user").isEmpty()) {
            return Optional.empty();
        }
        var channel = text(event, "channel");
        var isDirect = text(event, "channel_type").equals("im");
        var thread = event.path("thread_ts").asString(isDirect ? null : text(event, "ts"));
        return Optional.of(new Said(
                text(payload, "event_id"),
                text(payload, "event_id"),
                text(event, "user"),
                team(payload, event),
                new Said.Place(channel, "Slack", thread, null),
                new Said.Words(words(payload, text(event, "text")), null)));
    }

    /** Without the mention of the bot, whose member Slack names. */
    private static String words(JsonNode payload, String text) {
        var bot = text(payload.path("authorizations").path(0), "user_id");
        return bot.isEmpty() ? PlainText.of(text) : PlainText.without(bot, text);
    }

    /** The workspace of the author; in channels that several share, an unknown one is not ours. */
    private static @Nullable String team(JsonNode payload, JsonNode event) {
        return Stream.of("user_team", "source_team", "team")
                .map(it -> text(event, it))
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse(payload.path("is_ext_shared_channel").asBoolean(false) ? "unknown" : null);
    }

    private static Said command(Envelope envelope, JsonNode payload) {
        return new Said(
                key(envelope, payload),
                key(envelope, payload),
                text(payload, "user_id"),
                payload.path("team_id").asString(null),
                place(text(payload, "channel_id"), text(payload, "channel_name"), null, payload),
                new Said.Words(sentence(text(payload, "command"), PlainText.of(text(payload, "text"))), null));
    }

    private static Said.Place place(String channel, String name, @Nullable String thread, JsonNode payload) {
        return new Said.Place(
                channel,
                UNNAMED.contains(name) ? "Slack" : "Slack, #" + name,
                thread,
                payload.path("response_url").asString(null));
    }

    /** {@code /deploy shop} is short for {@code /deploy deploy shop}; other sentences can follow, too. */
    private static String sentence(String command, String text) {
        var isVerb = Arrays.stream(Form.values()).map(Form::word).anyMatch(word -> isFirst(word, text));
        if (text.isBlank()) {
            return Form.HELP.word();
        }
        return isVerb || !command.equals("/deploy") ? text : "deploy " + text;
    }

    private static boolean isFirst(String verb, String text) {
        return text.strip().toLowerCase(Locale.ROOT).matches("(?s)" + verb + "!?(\\s.*)?");
    }

    private static Optional<Said> button(Envelope envelope, JsonNode payload, JsonNode action) {
        var container = payload.path("container");
        var thread = container.path("is_ephemeral").asBoolean(false) // it has no thread
                ? null
                : container.path("thread_ts").asString(text(container, "message_ts"));
        var channel = payload.path("channel");
        var place = place(text(channel, "id"), text(channel, "name"), thread, payload);
        var user = payload.path("user");
        var request = "%s %s %s %s"
                .formatted(
                        text(channel, "id"),
                        text(container, "message_ts"),
                        text(action, "action_id"),
                        text(action, "value"));
        return act(text(action, "action_id"), text(action, "value"), at(text(container, "message_ts")))
                .map(act -> new Said(
                        key(envelope, payload),
                        request,
                        text(user, "id"),
                        user.path("team_id").asString(null),
                        place,
                        act));
    }

    private static Optional<Said.Act> act(String id, String value, Instant shownAt) {
        if (id.startsWith(Buttons.SAY)) {
            return Optional.of(new Said.Words(value, shownAt));
        }
        return Arrays.stream(Press.values())
                .filter(press -> id.equals(Buttons.PRESS + press.name().toLowerCase(Locale.ROOT)))
                .<Said.Act>map(press -> new Said.Pressed(press, value))
                .findFirst();
    }

    /** The ids of messages are seconds with six decimals. */
    private static Instant at(String ts) {
        return ts.matches("[0-9]{1,11}(\\.[0-9]*)?")
                ? Instant.ofEpochSecond(Long.parseLong(ts.replaceFirst("\\..*", "")))
                : Instant.EPOCH;
    }

    private static String key(Envelope envelope, JsonNode payload) {
        return payload.path("trigger_id").asString(envelope.id());
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asString("");
    }
}

package dev.waybill.notifiers.slack;

import dev.waybill.network.RetryAfter;
import dev.waybill.receivers.Answer;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.receivers.Unreached;
import dev.waybill.spi.Told;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's Web API, for a bot and one attempt. Its methods block. */
record WebApi(Receivers receivers, Pace pace, Directory directory, Bot bot, Instant now) {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern CHANNEL = Pattern.compile("[CG][A-Z0-9]{6,20}");
    private static final Set<String> ELSEWHERE = Set.of("channel_not_found", "not_in_channel");
    private static final int LARGEST_WRITTEN = 64 << 10;
    private static final int LARGEST_READ = 2 << 20; // a hundred messages, some of them long

    /** The same in another channel. */
    WebApi in(String channel) {
        return new WebApi(receivers, pace, directory, bot.in(channel), now);
    }

    /** Posts or edits a message when it is its turn; once more as plain text if its blocks are refused. */
    Reply write(String method, Map<String, Object> arguments, Look look) throws InterruptedException {
        var turn = pace.take(bot, now);
        return turn.isPresent()
                ? Reply.No.waiting(new Told.Later("", "Slack takes one message a second in a channel", turn.get()))
                : writeNow(method, arguments, look);
    }

    /** Without waiting for a turn. */
    Reply writeNow(String method, Map<String, Object> arguments, Look look) throws InterruptedException {
        var reply = json(method, arguments, look);
        return reply instanceof Reply.No no
                        && no.told() instanceof Told.Refused
                        && !no.isGone()
                        && !look.blocks().isEmpty()
                ? json(method, arguments, new Look(look.text(), List.of()))
                : reply;
    }

    private Reply json(String method, Map<String, Object> arguments, Look look) throws InterruptedException {
        var all = new LinkedHashMap<>(arguments);
        all.put("text", look.text());
        if (!look.blocks().isEmpty()) {
            all.put("blocks", look.blocks());
        }
        return call(method, JSON, JsonMapper.shared().writeValueAsString(all), LARGEST_WRITTEN);
    }

    /** Why the bot cannot write to its channel, as far as it may ask; Slack looks up ids only. Blocks. */
    Optional<String> objection() throws InterruptedException {
        if (!CHANNEL.matcher(bot.channel()).matches()) {
            return Optional.empty();
        }
        var reply = read("conversations.history", Map.of("channel", bot.channel(), "limit", "1"));
        return reply instanceof Reply.No no && ELSEWHERE.contains(no.error())
                ? Optional.of(no.told().answer())
                : Optional.empty();
    }

    /** Methods that read take no JSON. */
    Reply read(String method, Map<String, String> arguments) throws InterruptedException {
        var form = arguments.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return call(method, FORM, form, LARGEST_READ);
    }

    private Reply call(String method, String type, String body, int most) throws InterruptedException {
        var request = "%s: %s".formatted(method, body);
        try {
            var headers = Map.of("Content-Type", type, "Authorization", "Bearer " + bot.token());
            return judged(request, receivers.send(new Message("POST", bot.url(method), headers, body), most));
        } catch (Unreached e) {
            return new Reply.No("", new Told.Failed(request, String.valueOf(e.getMessage()), true, null));
        } catch (IOException e) {
            return new Reply.No("", new Told.Failed("", "its api_root " + e.getMessage(), true, null));
        }
    }

    private Reply judged(String request, Answer answer) {
        var summary = answer.summary().replace(bot.token(), "***");
        var retryAt = RetryAfter.parse(answer.header("Retry-After").orElse(null), now);
        var json = parsed(answer.body());
        var error = answer.status() == 429 ? "ratelimited" : json.path("error").asString("");
        if (SlackErrors.isLimit(error)) {
            pace.hold(bot, retryAt == null ? now : retryAt, now);
        }
        if (answer.isSuccess() && json.path("ok").asBoolean(false)) {
            return new Reply.Ok(json, new Told.Delivered(request, summary));
        }
        return error.isEmpty()
                ? new Reply.No("", new Told.Failed(request, unexpected(answer, summary), true, retryAt))
                : new Reply.No(error, SlackErrors.told(request, error, json, bot.channel(), retryAt));
    }

    private static String unexpected(Answer answer, String summary) {
        return answer.isSuccess() ? "this is not Slack's Web API; correct api_root: " + summary : summary;
    }

    private static JsonNode parsed(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException _) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}

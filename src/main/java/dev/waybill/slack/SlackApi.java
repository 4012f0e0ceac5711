package dev.waybill.slack;

import dev.waybill.network.RetryAfter;
import dev.waybill.receivers.Answer;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.receivers.Unreached;
import dev.waybill.slack.SlackFailure.Kind;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's Web API, https://docs.slack.dev/apis/web-api. Its methods block, for at most 25 s.
 *
 * @param root without a slash at its end
 */
record SlackApi(Receivers receivers, String root, Time time) {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final int TOO_MANY = 429;
    private static final int FAULTS = 500;

    /** Calls a method that takes JSON. */
    JsonNode call(String method, Secret token, Map<String, ?> arguments) throws SlackFailure, InterruptedException {
        return call(method, token, JSON, JsonMapper.shared().writeValueAsString(arguments));
    }

    /** Calls a method that takes a form. */
    JsonNode read(String method, Secret token, Map<String, String> arguments)
            throws SlackFailure, InterruptedException {
        var form = arguments.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return call(method, token, FORM, form);
    }

    private JsonNode call(String method, Secret token, String type, String body)
            throws SlackFailure, InterruptedException {
        var headers = Map.of("Content-Type", type, "Authorization", "Bearer " + token.value());
        var answer = send(root + "/" + method, headers, body);
        var json = parsed(answer.body());
        if (answer.isSuccess() && json.path("ok").asBoolean(false)) {
            return json;
        }
        var error = json.path("error").asString("");
        throw new SlackFailure(
                "refuses %s: %s".formatted(method, error.isEmpty() ? "HTTP " + answer.status() : error),
                kind(answer.status(), error),
                retryAfter(answer));
    }

    /** Answers through the URL that came with a command or a button. */
    void respond(String url, Map<String, ?> body) throws SlackFailure, InterruptedException {
        var answer = send(url, Map.of("Content-Type", JSON), JsonMapper.shared().writeValueAsString(body));
        if (!answer.isSuccess()) {
            throw new SlackFailure(
                    "refuses an answer: HTTP " + answer.status(), kind(answer.status(), ""), retryAfter(answer));
        }
    }

    private Answer send(String url, Map<String, String> headers, String body)
            throws SlackFailure, InterruptedException {
        try {
            return receivers.send(new Message("POST", Receivers.url(url), headers, body));
        } catch (Unreached e) {
            var kind = e.isForbidden() ? Kind.REFUSED : Kind.UNKNOWN;
            throw new SlackFailure("cannot be reached: " + e.getMessage(), kind, null);
        } catch (IOException e) {
            throw new SlackFailure("has given a URL that cannot be used: it " + e.getMessage());
        }
    }

    /** @param error Slack's word for it; empty if there is none */
    private static Kind kind(int status, String error) {
        return switch (error) {
            case "ratelimited", "rate_limited", "message_limit_exceeded" -> Kind.BUSY;
            case "internal_error", "fatal_error", "request_timeout", "service_unavailable" -> Kind.UNKNOWN;
            default -> status == TOO_MANY ? Kind.BUSY : status >= FAULTS ? Kind.UNKNOWN : Kind.REFUSED;
        };
    }

    private @Nullable Duration retryAfter(Answer answer) {
        var now = time.now();
        var at = RetryAfter.parse(answer.header("Retry-After").orElse(null), now);
        return at == null || !at.isAfter(now) ? null : Duration.between(now, at);
    }

    private static JsonNode parsed(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException _) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}

package dev.waybill.providers.heroku;

import dev.waybill.network.RetryAfter;
import dev.waybill.receivers.Answer;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What Heroku's error responses mean, as sentences with the way out. */
final class Refusals {
    /** Heroku allows 75 more requests a minute. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Refusals() {}

    /** @param what was asked for, such as {@code GET /apps/shop} */
    static HerokuFailure of(Answer answer, String what, Instant now) {
        var status = answer.status();
        var reason = reason(answer);
        if (status == 429) {
            var wait = wait(answer, now);
            return HerokuFailure.limited(
                    "Heroku's rate limit for this token is used up; it resets in %d s (HTTP 429)"
                            .formatted(wait.toSeconds()),
                    wait);
        }
        if (status >= 500) {
            return HerokuFailure.passing(
                    "Heroku has trouble with %s (HTTP %d%s); see https://status.heroku.com, and deploy again once it is over"
                            .formatted(what, status, reason));
        }
        var sentence = sentence(status, what, reason);
        return status == 404 ? HerokuFailure.missing(sentence) : HerokuFailure.lasting(sentence);
    }

    private static String sentence(int status, String what, String reason) {
        return switch (status) {
            case 401 ->
                "Heroku rejects the token (HTTP 401%s); store a valid one where provider_config.token points"
                        .formatted(reason);
            case 402 ->
                "Heroku refuses the request because of an unpaid bill (HTTP 402%s); pay it, then deploy again"
                        .formatted(reason);
            case 403 ->
                "the token does not allow %s (HTTP 403%s); use one of a member who may deploy the app"
                        .formatted(what, reason);
            case 404 ->
                "Heroku has nothing at %s (HTTP 404%s); correct provider_config.app, or use a token that may see the app"
                        .formatted(what, reason);
            case 409 ->
                "%s conflicts with another operation at Heroku (HTTP 409%s); deploy again once that has ended"
                        .formatted(what, reason);
            case 422 -> "Heroku refuses %s (HTTP 422%s); correct that, and deploy again".formatted(what, reason);
            case 301, 302, 303, 307, 308 ->
                "%s is redirected (HTTP %d); give the final address as provider_config.api_root"
                        .formatted(what, status);
            default ->
                "Heroku answered %s with HTTP %d%s; is provider_config.api_root correct?"
                        .formatted(what, status, reason);
        };
    }

    private static Duration wait(Answer answer, Instant now) {
        var until = RetryAfter.parse(answer.header("Retry-After").orElse(null), now);
        var wait = until == null ? MINUTE : Duration.between(now, until);
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait.compareTo(Duration.ofSeconds(1)) < 0 ? MINUTE : wait;
    }

    /** The message in an answer; {@code error} in those to requests of another version of the API. */
    private static String reason(Answer answer) {
        try {
            var json = JsonMapper.shared().readTree(answer.body());
            var reason = Fields.shown(
                    json.path("message").asString(json.path("error").asString("")));
            return reason.isEmpty() ? "" : ": " + reason;
        } catch (JacksonException e) {
            return "";
        }
    }
}

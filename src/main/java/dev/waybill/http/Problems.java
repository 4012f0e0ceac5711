package dev.waybill.http;

import dev.waybill.errors.Conflict;
import dev.waybill.errors.Forbidden;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.errors.Reason;
import dev.waybill.errors.Refused;
import dev.waybill.errors.ServiceException;
import dev.waybill.errors.TooMany;
import dev.waybill.errors.Unauthenticated;
import dev.waybill.errors.Unavailable;
import dev.waybill.wire.BlockerJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Failures as responses: the only place that maps failures to HTTP statuses. */
public final class Problems {
    /** Means that nothing was changed, so that any request can be sent again. */
    private static final String RETRYABLE = "retryable";

    private Problems() {}

    public static void answer(ServiceException failure, Context ctx) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", Sentences.told(failure.sentence()));
        body.put("error_name", failure.name());
        switch (failure) {
            case Refused refused -> {
                body.put("blockers", blockers(refused.reasons()));
                body.putAll(refused.more());
            }
            case Conflict conflict -> body.putAll(conflict.more());
            case Invalid invalid
            when !invalid.details().isEmpty() -> {
                if (invalid.isAboutFields()) {
                    body.put("message", told(invalid.details()));
                }
                body.put("details", details(invalid.details()));
            }
            case TooMany tooMany -> {
                retryAfter(ctx, tooMany.retryAfter());
                body.put(RETRYABLE, true);
            }
            case Unavailable unavailable -> {
                retryAfter(ctx, Duration.ofSeconds(1));
                if (unavailable.isRetryable()) {
                    body.put(RETRYABLE, true);
                }
            }
            default -> {} // the message says everything
        }
        Answers.json(ctx, status(failure), body);
    }

    private static void retryAfter(Context ctx, Duration wait) {
        ctx.header("Retry-After", Long.toString(wait.toSeconds()));
    }

    public static int status(ServiceException failure) {
        return switch (failure) {
            case Invalid _ -> 400;
            case Refused refused -> status(refused.reasons().getFirst());
            case Unauthenticated _ -> 401;
            case Forbidden _ -> 403;
            case NotFound _ -> 404;
            case Conflict _ -> 409;
            case TooMany _ -> 429;
            case Unavailable _ -> 503;
        };
    }

    private static int status(Reason first) {
        return switch (first.code()) {
            case "NOT_PERMITTED" -> 403;
            case "CHANGED_SINCE_SEEN" -> 409;
            default -> 400;
        };
    }

    public static List<BlockerJson> blockers(List<? extends Reason> reasons) {
        return reasons.stream()
                .map(reason -> new BlockerJson(
                        reason.code(),
                        Sentences.told(reason.message()),
                        Times.textOrNull(reason.since()),
                        Times.textOrNull(reason.until()),
                        reason.clearableBy(),
                        reason.link()))
                .toList();
    }

    private static Map<String, String> told(Map<String, String> fields) {
        var told = new LinkedHashMap<String, String>();
        fields.forEach((field, why) -> told.put(Sentences.told(field), Sentences.told(why)));
        return told;
    }

    private static List<Map<String, String>> details(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        Map.of("field", Sentences.told(field.getKey()), "error", Sentences.told(field.getValue())))
                .toList();
    }
}

package dev.waybill.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** JSON answers: of type {@code application/json} and nothing behind it, since one client refuses a charset there. */
public final class Answers {
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    private Answers() {}

    /** Answers; what was read carries a tag, and is answered with 304 and nothing else to one who has it. */
    public static void json(Context ctx, int status, Object body) {
        var bytes = JsonMapper.shared().writeValueAsBytes(body);
        if (status == 200 && READING.contains(ctx.method())) {
            var tag = Conditional.tag(bytes);
            ctx.res().setHeader("ETag", tag);
            ctx.res().setHeader("Cache-Control", "no-cache");
            if (Conditional.isKnown(ctx, tag)) {
                ctx.status(304);
                return;
            }
        }
        ctx.status(status).result(bytes);
        ctx.res().setHeader("Content-Type", "application/json");
    }

    /** Whether the request names an answer that it has, and that is not this one any more. */
    public static boolean isOutdated(Context ctx, Object body) {
        return ctx.header("If-None-Match") != null
                && !Conditional.isKnown(ctx, Conditional.tag(JsonMapper.shared().writeValueAsBytes(body)));
    }

    /** An error without more to say than a sentence and its name. */
    public static void error(Context ctx, int status, String name, String sentence) {
        json(ctx, status, Map.of("error", sentence, "error_name", name));
    }
}

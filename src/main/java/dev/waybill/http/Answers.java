package dev.waybill.http;

import io.javalin.http.Context;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** JSON answers: of type {@code application/json} and nothing behind it, since one client refuses a charset there. */
public final class Answers {
    private Answers() {}

    public static void json(Context ctx, int status, Object body) {
        ctx.status(status).result(JsonMapper.shared().writeValueAsBytes(body));
        ctx.res().setHeader("Content-Type", "application/json");
    }

    /** An error without more to say than a sentence and its name. */
    public static void error(Context ctx, int status, String name, String sentence) {
        json(ctx, status, Map.of("error", sentence, "error_name", name));
    }
}

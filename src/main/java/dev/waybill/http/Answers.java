package dev.waybill.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON answers: of type {@code application/json} and nothing behind it, since one client refuses a charset there. */
public final class Answers {
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    /** Under which a request has the tag of its answer. */
    private static final String TAG = "answers.tag";

    private Answers() {}

    /** Answers; what was read carries a tag, and is answered with 304 and nothing else to one who has it. */
    public static void json(Context ctx, int status, Object body) {
        written(ctx, status, JsonMapper.shared().writeValueAsBytes(body));
    }

    /** The same with JSON that is written already. */
    public static void written(Context ctx, int status, byte[] json) {
        written(ctx, status, Piece.of(json));
    }

    /** The same with a tag that was made already. */
    public static void written(Context ctx, int status, Piece piece) {
        ctx.attribute(TAG, piece.tag());
        if (status != 200 || !READING.contains(ctx.method()) || !isKnown(ctx, piece.tag())) {
            send(ctx, status, piece.json());
        }
    }

    /**
     * Tells its length where it is sent as it is, so that it goes out at once, not in chunks. Only to one who reads: whatever else is
     * answered may be put in its place.
     */
    private static void send(Context ctx, int status, byte[] json) {
        ctx.status(status).result(json);
        ctx.res().setHeader("Content-Type", "application/json");
        if (status == 200 && READING.contains(ctx.method()) && ctx.header("Accept-Encoding") == null) {
            ctx.res().setContentLength(json.length);
        }
    }

    /** Answers what was read, unless the client has it, as a text tells that is another one for every other answer there. */
    public static void tagged(Context ctx, String tag, Object body) {
        var quoted = '"' + tag + '"';
        ctx.attribute(TAG, quoted);
        if (!isKnown(ctx, quoted)) {
            send(ctx, 200, JsonMapper.shared().writeValueAsBytes(body));
        }
    }

    /** Tells the client the tag; if it knew that, the answer is whole. */
    private static boolean isKnown(Context ctx, String tag) {
        ctx.res().setHeader("ETag", tag);
        ctx.res().setHeader("Cache-Control", "no-cache");
        var isKnown = Conditional.isKnown(ctx, tag);
        if (isKnown) {
            ctx.status(304);
        }
        return isKnown;
    }

    /** The tag of the answer so far, as one who reads it gets it; null if that has none. */
    public static @Nullable String tagOf(Context ctx) {
        return ctx.attribute(TAG);
    }

    /** Whether the request names an answer that it has, and that is not this one any more. */
    public static boolean isOutdated(Context ctx, Piece answer) {
        return ctx.header("If-None-Match") != null && !Conditional.isKnown(ctx, answer.tag());
    }

    /** The same with an array of what is written already. */
    public static void list(Context ctx, List<Piece> pieces) {
        var length = pieces.stream().mapToInt(piece -> piece.length() + 1).sum();
        var all = new ByteArrayOutputStream(length + 2);
        var between = '[';
        for (var piece : pieces) {
            all.write(between);
            all.writeBytes(piece.json());
            between = ',';
        }
        all.writeBytes((pieces.isEmpty() ? "[]" : "]").getBytes(StandardCharsets.US_ASCII));
        written(ctx, 200, new Piece(all.toByteArray(), Piece.tag(pieces)));
    }

    /** An error without more to say than a sentence and its name. */
    public static void error(Context ctx, int status, String name, String sentence) {
        json(ctx, status, Map.of("error", Sentences.told(sentence), "error_name", name));
    }
}

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

/**
 * JSON responses. Their type is {@code application/json} without a charset, because one client refuses a charset there.
 */
public final class Answers {
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    /** The request attribute with the ETag of the response. */
    private static final String TAG = "answers.tag";

    private Answers() {}

    /**
     * Sends a response. A 200 to GET or HEAD has an ETag; the client gets 304 without a body if it already has that
     * ETag.
     */
    public static void json(Context ctx, int status, Object body) {
        written(ctx, status, JsonMapper.shared().writeValueAsBytes(body));
    }

    /** Like {@link #json}, with serialized JSON. */
    public static void written(Context ctx, int status, byte[] json) {
        written(ctx, status, Piece.of(json));
    }

    /** Like {@link #json}, with serialized JSON whose ETag is known. */
    public static void written(Context ctx, int status, Piece piece) {
        ctx.attribute(TAG, piece.tag());
        if (status != 200 || !READING.contains(ctx.method()) || !isKnown(ctx, piece.tag())) {
            send(ctx, status, piece.json());
        }
    }

    /**
     * Sets Content-Length if the response will not be compressed, so that Jetty sends it at once rather than in chunks.
     * Only for GET and HEAD, because other responses may still be replaced.
     */
    private static void send(Context ctx, int status, byte[] json) {
        ctx.status(status).result(json);
        ctx.res().setHeader("Content-Type", "application/json");
        if (status == 200 && READING.contains(ctx.method()) && ctx.header("Accept-Encoding") == null) {
            ctx.res().setContentLength(json.length);
        }
    }

    /**
     * Sends 200 with the given ETag, or 304 if the client has it.
     *
     * @param tag without quotes; must change whenever the body changes
     */
    public static void tagged(Context ctx, String tag, Object body) {
        var quoted = '"' + tag + '"';
        ctx.attribute(TAG, quoted);
        if (!isKnown(ctx, quoted)) {
            send(ctx, 200, JsonMapper.shared().writeValueAsBytes(body));
        }
    }

    /** Sets the ETag, and the status 304 if the client already has it. */
    private static boolean isKnown(Context ctx, String tag) {
        ctx.res().setHeader("ETag", tag);
        ctx.res().setHeader("Cache-Control", "no-cache");
        var isKnown = Conditional.isKnown(ctx, tag);
        if (isKnown) {
            ctx.status(304);
        }
        return isKnown;
    }

    /** The ETag that GET on this path would now return; null if it has none. */
    public static @Nullable String tagOf(Context ctx) {
        return ctx.attribute(TAG);
    }

    /** Whether the request has an {@code If-None-Match} that does not match this response. */
    public static boolean isOutdated(Context ctx, Piece answer) {
        return ctx.header("If-None-Match") != null && !Conditional.isKnown(ctx, answer.tag());
    }

    /** Sends an array of serialized elements. */
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

    public static void error(Context ctx, int status, String name, String sentence) {
        json(ctx, status, Map.of("error", Sentences.told(sentence), "error_name", name));
    }
}

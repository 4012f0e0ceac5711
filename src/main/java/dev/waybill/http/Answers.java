package dev.waybill.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** JSON answers: of type {@code application/json} and nothing behind it, since one client refuses a charset there. */
public final class Answers {
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    private Answers() {}

    /** Answers; what was read carries a tag, and is answered with 304 and nothing else to one who has it. */
    public static void json(Context ctx, int status, Object body) {
        written(ctx, status, JsonMapper.shared().writeValueAsBytes(body));
    }

    /** The same with JSON that is written already. */
    public static void written(Context ctx, int status, byte[] json) {
        if (status != 200 || !READING.contains(ctx.method()) || !isKnown(ctx, Conditional.tag(json))) {
            send(ctx, status, json);
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

    /** The tag of what {@link #written} would answer to one who reads. */
    public static String tag(byte[] json) {
        return Conditional.tag(json);
    }

    /** Answers what was read, unless the client has it, as a text tells that is another one for every other answer there. */
    public static void tagged(Context ctx, String tag, Object body) {
        if (!isKnown(ctx, '"' + tag + '"')) {
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

    /** The tag of the JSON that is the answer so far, as one who reads it gets it. */
    public static String tagOf(Context ctx) {
        try (var written = Objects.requireNonNull(ctx.resultInputStream(), "nothing is answered yet")) {
            return Conditional.tag(written.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is in memory
        }
    }

    /** Whether the request names an answer that it has, and that is not this one any more. */
    public static boolean isOutdated(Context ctx, byte[] json) {
        return ctx.header("If-None-Match") != null && !Conditional.isKnown(ctx, Conditional.tag(json));
    }

    /** The same with an array of what is written already. */
    public static void list(Context ctx, List<byte[]> jsons) {
        var length = jsons.stream().mapToInt(json -> json.length + 1).sum();
        var all = new ByteArrayOutputStream(length + 2);
        var between = '[';
        for (var json : jsons) {
            all.write(between);
            all.writeBytes(json);
            between = ',';
        }
        all.writeBytes((jsons.isEmpty() ? "[]" : "]").getBytes(StandardCharsets.US_ASCII));
        written(ctx, 200, all.toByteArray());
    }

    /** An error without more to say than a sentence and its name. */
    public static void error(Context ctx, int status, String name, String sentence) {
        json(ctx, status, Map.of("error", Sentences.told(sentence), "error_name", name));
    }
}

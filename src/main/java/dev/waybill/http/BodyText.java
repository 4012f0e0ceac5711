package dev.waybill.http;

import dev.waybill.errors.Invalid;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of what was sent. It is UTF-8 or refused: a character that is guessed at ends up in a name, a password or a command. */
public final class BodyText {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]*)");
    /** UTF-8, and what it has as a part. */
    private static final Set<String> TAKEN = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    private BodyText() {}

    /**
     * The text of a body whose type names no charset, or this one.
     *
     * @throws HttpResponseException with status 415 if the type names another charset
     * @throws Invalid if it is no UTF-8
     */
    public static String of(byte[] body, @Nullable String contentType) {
        var charset = CHARSET.matcher(Objects.requireNonNullElse(contentType, ""));
        if (charset.find() && !TAKEN.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
            throw new HttpResponseException(
                    415, "The Content-Type names the charset \"%s\"; send UTF-8".formatted(charset.group(1)));
        }
        return utf8(body, "The body is not UTF-8");
    }

    /**
     * The parameters of a query, decoded only to see that they can be: Javalin leaves out what it cannot decode, or puts other
     * characters in its place.
     *
     * @throws Invalid if they are not well encoded
     */
    public static void requireDecodable(@Nullable String query) {
        try {
            decoded(Objects.requireNonNullElse(query, ""), "it is not UTF-8");
        } catch (IllegalArgumentException | Invalid e) {
            throw new Invalid("invalid_query", "The query is malformed: " + e.getMessage());
        }
    }

    /** @throws HttpResponseException with status 415 if a body was packed, which nobody here unpacks */
    static void refusePacked(Context ctx) {
        var coding =
                Objects.requireNonNullElse(ctx.header("Content-Encoding"), "").strip();
        if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            ctx.header("Accept-Encoding", "identity");
            throw new HttpResponseException(
                    415, "The body has the Content-Encoding \"%s\"; send it as it is".formatted(coding));
        }
    }

    /** A part of a form or a query. */
    static String decoded(String text, String objection) {
        // One character for each byte, so that the bytes can be looked at before they become text.
        var bytes = URLDecoder.decode(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                StandardCharsets.ISO_8859_1);
        return utf8(bytes.getBytes(StandardCharsets.ISO_8859_1), objection);
    }

    private static String utf8(byte[] bytes, String objection) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Invalid("invalid_body", objection);
        }
    }
}

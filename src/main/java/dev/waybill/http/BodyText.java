package dev.waybill.http;

import dev.waybill.errors.Invalid;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of what was sent. It is UTF-8 or refused: a character that is guessed at ends up in a name, a password or a command.
 */
public final class BodyText {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]*)");
    /** UTF-8, and what it has as a part. */
    private static final Set<String> TAKEN = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    /** Some editors and spreadsheets put it before UTF-8 text. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private BodyText() {}

    /**
     * The text of a body whose type names no charset, or this one; without a byte order mark at its beginning.
     *
     * @throws HttpResponseException with status 415 if the type names another charset
     * @throws Invalid if it is no UTF-8
     */
    public static String of(byte[] body, @Nullable String contentType) {
        return of(body, contentType, "The body");
    }

    /**
     * The same of a part of a body.
     *
     * @param what how the part is called in an objection
     */
    public static String of(byte[] part, @Nullable String contentType, String what) {
        var charset = CHARSET.matcher(Objects.requireNonNullElse(contentType, ""));
        if (charset.find() && !TAKEN.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
            throw new HttpResponseException(
                    415, "%s has a Content-Type with the charset \"%s\"; send UTF-8".formatted(what, charset.group(1)));
        }
        var text = utf8(part).orElseThrow(() -> new Invalid("invalid_body", what + " is not UTF-8; send it as UTF-8"));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /**
     * Looks whether the parameters of a query can be decoded: Javalin leaves out what it cannot decode, or puts other characters
     * in its place.
     *
     * @throws Invalid that names the parameter that is not well encoded
     */
    public static void requireDecodable(@Nullable String query) {
        Pair.all(Objects.requireNonNullElse(query, ""), Pair.Place.QUERY);
    }

    /** @throws HttpResponseException with status 415 if a body was packed, which nobody here unpacks */
    static void refusePacked(Context ctx) {
        var coding =
                Objects.requireNonNullElse(ctx.header("Content-Encoding"), "").strip();
        if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            ctx.header("Accept-Encoding", "identity");
            throw new HttpResponseException(
                    415, "The body has the Content-Encoding \"%s\"; send it uncompressed".formatted(coding));
        }
    }

    /** Empty if the bytes are no UTF-8. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}

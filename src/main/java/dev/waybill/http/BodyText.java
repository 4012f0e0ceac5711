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
 * Decodes text of requests. Text that is not valid UTF-8 is refused: a guessed character could end up in a name, a
 * password or a command.
 */
public final class BodyText {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]*)");
    /** UTF-8 and its subset ASCII. */
    private static final Set<String> TAKEN = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    /** Some editors and spreadsheets start UTF-8 text with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private BodyText() {}

    /**
     * The text of a body without its byte order mark. Its type must name UTF-8 or no charset.
     *
     * @throws HttpResponseException with status 415 if the type names another charset
     * @throws Invalid if it is not UTF-8
     */
    public static String of(byte[] body, @Nullable String contentType) {
        return of(body, contentType, "The body");
    }

    /**
     * The text of a part of a multipart body.
     *
     * @param what what error messages call the part
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
     * Checks that the query parameters can be decoded. Javalin would drop or replace what it cannot decode.
     *
     * @throws Invalid that names the malformed parameter
     */
    public static void requireDecodable(@Nullable String query) {
        Pair.all(Objects.requireNonNullElse(query, ""), Pair.Place.QUERY);
    }

    /** @throws HttpResponseException with status 415 if the body is compressed, which is not supported */
    static void refuseCompressed(Context ctx) {
        var coding =
                Objects.requireNonNullElse(ctx.header("Content-Encoding"), "").strip();
        if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            ctx.header("Accept-Encoding", "identity");
            throw new HttpResponseException(
                    415, "The body has the Content-Encoding \"%s\"; send it uncompressed".formatted(coding));
        }
    }

    /** Empty if the bytes are not valid UTF-8. */
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

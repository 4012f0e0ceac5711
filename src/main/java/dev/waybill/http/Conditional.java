package dev.waybill.http;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Entity tags (RFC 9110, sections 8.8.3 and 13.1.2): who has an answer already is told so, and not sent it again. */
public final class Conditional {
    private static final int TAG_BYTES = 16;

    private Conditional() {}

    /** A tag that is another one for other bytes. */
    static String tag(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether the request names this tag as one that it has. A proxy that packs an answer may have made the tag a weak one. */
    static boolean isKnown(Context ctx, String tag) {
        return Optional.ofNullable(ctx.header("If-None-Match"))
                .filter(header -> names(header, tag))
                .isPresent();
    }

    /** Whether a list of tags names this one, or any. */
    public static boolean names(String tags, String tag) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(known ->
                        known.equals("*") || known.replaceFirst("^W/", "").equals(tag));
    }
}

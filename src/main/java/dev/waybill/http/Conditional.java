package dev.waybill.http;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Entity tags, as in RFC 9110, sections 8.8.3 and 13.1.2: a client that already has a response gets 304 instead. */
public final class Conditional {
    private static final int TAG_BYTES = 16;

    private Conditional() {}

    /** An ETag computed from the content. */
    static String tag(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Whether {@code If-None-Match} has this ETag, strong or weak: a proxy that compresses a response may have made its
     * ETag weak.
     */
    static boolean isKnown(Context ctx, String tag) {
        return Optional.ofNullable(ctx.header("If-None-Match"))
                .filter(header -> names(header, tag))
                .isPresent();
    }

    /** Whether a list of ETags contains this one, or is {@code *}. */
    public static boolean names(String tags, String tag) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(known ->
                        known.equals("*") || known.replaceFirst("^W/", "").equals(tag));
    }
}

package dev.waybill.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Serialized JSON with its ETag, to be cached without computing either again.
 *
 * @param tag changes whenever the content changes
 */
public record Piece(byte[] json, String tag) {
    public static Piece of(byte[] json) {
        return new Piece(json, Conditional.tag(json));
    }

    /** In bytes. */
    public int length() {
        return json.length;
    }

    /** The ETag of an array of these, computed from their ETags, which are much shorter than their content. */
    static String tag(List<Piece> pieces) {
        var tags = new StringBuilder();
        pieces.forEach(piece -> tags.append(piece.tag));
        return Conditional.tag(tags.toString().getBytes(StandardCharsets.US_ASCII));
    }
}

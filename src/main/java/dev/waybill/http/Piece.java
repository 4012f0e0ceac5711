package dev.waybill.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON that is written already, with its tag: whoever keeps it need not make either again.
 *
 * @param tag another one for other bytes
 */
public record Piece(byte[] json, String tag) {
    public static Piece of(byte[] json) {
        return new Piece(json, Conditional.tag(json));
    }

    /** How many bytes it has. */
    public int length() {
        return json.length;
    }

    /** The tag of an array of them: as long as all of theirs, a fraction of what they tag. */
    static String tag(List<Piece> pieces) {
        var tags = new StringBuilder();
        pieces.forEach(piece -> tags.append(piece.tag));
        return Conditional.tag(tags.toString().getBytes(StandardCharsets.US_ASCII));
    }
}

package dev.waybill.logs;

import java.time.Instant;
import java.util.List;

/**
 * A part of a log.
 *
 * @param nextOffset where to continue; the requested offset if there was nothing
 * @param complete whether the log has ended and this reaches its end
 * @param caughtUp whether this reaches the end of what is stored now
 */
public record LogPage(List<Piece> pieces, long nextOffset, boolean complete, boolean caughtUp) {
    /** Text with the time when it was stored. */
    public record Piece(String text, Instant date) {}
}

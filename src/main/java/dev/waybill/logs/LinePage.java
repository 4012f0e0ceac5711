package dev.waybill.logs;

import dev.waybill.logs.text.LineKind;
import java.time.Instant;
import java.util.List;

/**
 * Consecutive lines of a log.
 *
 * @param from the number of the first line
 * @param lines fewer than requested if the log ends there, or they are large
 * @param extent how much of the log is known
 */
public record LinePage(long from, List<Line> lines, Extent extent) {
    /**
     * A line of a log.
     *
     * @param text without its line break; of a long line only a part
     * @param style the sequences that give it the colours in force where it begins; empty if there are none
     * @param at when its first byte was stored
     * @param bytes its length without the line break
     * @param isCut whether the text is only a part: the beginning, or if the line overwrites itself later, its end
     */
    public record Line(String text, String style, Instant at, LineKind kind, long bytes, boolean isCut) {}

    /**
     * How much of a log is known.
     *
     * @param lines how many there are up to {@code scanned}; an unfinished last one counts
     * @param scanned how many bytes have been looked at; the next request looks further
     * @param bytes how many bytes are stored
     * @param complete whether the log has ended
     */
    public record Extent(long lines, long scanned, long bytes, boolean complete) {
        /** Whether all that is stored now has been looked at. */
        public boolean isKnown() {
            return scanned >= bytes;
        }
    }
}

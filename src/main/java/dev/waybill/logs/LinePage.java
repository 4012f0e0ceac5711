package dev.waybill.logs;

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
